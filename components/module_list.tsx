import { Badge } from "./badge.tsx";
import { Icon } from "./icon.tsx";
import type { Module } from "./modules.ts";

type Props = {
  modules: Module[];
  /** A word beside a module, by the module's name. */
  news?: Record<string, string>;
};

/** The modules that a person may open, each a row with its picture and what it is for. */
export function ModuleList({ modules, news = {} }: Props) {
  return (
    <ul class="card module-list">
      {modules.map((module) => (
        <li>
          <span class="module-icon">
            <Icon name={module.icon} />
          </span>
          <a href={module.href}>{module.name}</a>
          <span class="module-about">
            {module.about}
            {news[module.name] && (
              <span class="module-news">
                <Badge kind="ok">{news[module.name]}</Badge>
              </span>
            )}
          </span>
          <Icon name="next" />
        </li>
      ))}
    </ul>
  );
}
