import type { Child } from "hono/jsx";
import { Icon } from "../parts/icon.tsx";
import type { Module } from "./module.ts";

type Props = {
  modules: Module[];
  /** What is new in a module, by its name. */
  notes?: Record<string, Child>;
};

/** The modules that a person may open, each a row with its picture and what it is for. */
export function ModuleList({ modules, notes = {} }: Props) {
  return (
    <ul class="card module-list">
      {modules.map((module) => (
        <li>
          <span class="module-icon">
            <Icon name={module.icon} />
          </span>
          <a href={module.href}>{module.name}</a>
          <span class="module-about">{module.about} {notes[module.name]}</span>
          <Icon name="next" />
        </li>
      ))}
    </ul>
  );
}
