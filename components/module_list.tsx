import { Icon } from "./icon.tsx";
import type { Module } from "./modules.ts";

/** The modules that a person may open, each a row with its picture and what it is for. */
export function ModuleList({ modules }: { modules: Module[] }) {
  return (
    <ul class="card module-list">
      {modules.map((module) => (
        <li>
          <span class="module-icon">
            <Icon name={module.icon} />
          </span>
          <a href={module.href}>{module.name}</a>
          <span class="module-about">{module.about}</span>
          <Icon name="next" />
        </li>
      ))}
    </ul>
  );
}
