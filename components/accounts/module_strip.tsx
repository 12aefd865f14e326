import { Icon } from "../parts/icon.tsx";
import { AFFILIATE_MODULES, HOMES, type ModuleName, modulesOf } from "../modules/modules.ts";
import { staffModulesOf } from "../modules/staff_modules.ts";
import type { Identity } from "./identity.tsx";

type Props = { identity: Identity; current: ModuleName | undefined };

type Link = { name: string; href: string };

/** So many fit one line beside their home at 1024 px; of more, those after `KEPT_IN_LINE` fold. */
const MAX_IN_LINE = 8;
const KEPT_IN_LINE = 6;

/**
 * The modules that whoever is signed in may open; nothing where a person works for no provider. On a
 * phone all of them are a menu, on a desk the last of many are one. Each `details` opens the list
 * that follows it and does not hold it: so one list is a menu here and a line there, in every browser
 * and without a script.
 */
export function ModuleStrip({ identity, current }: Props) {
  if (identity.kind === "provider" && !identity.provider) return <></>;
  const home = HOMES[identity.kind];
  const { inLine, folded } = foldModules(modulesFor(identity));
  return (
    <nav class="modules" aria-label="Módulos">
      <div class="modules-row">
        <a class="modules-home" href={home.href}>
          <Icon name="modules" /> {home.name}
        </a>
        <details class="modules-menu">
          <summary>
            <Icon name="menu" /> Menú
          </summary>
        </details>
        <Links links={inLine} current={current} />
        {folded.length > 0 && (
          <div class="modules-fold">
            <details class="modules-more">
              <summary
                class={folded.some(({ name }) => name === current) ? "is-current" : undefined}
              >
                Más <Icon name="next" />
              </summary>
            </details>
            <Links links={folded} current={current} />
          </div>
        )}
      </div>
    </nav>
  );
}

function Links({ links, current }: { links: readonly Link[]; current: ModuleName | undefined }) {
  return (
    <ul>
      {links.map(({ name, href }) => (
        <li>
          <a href={href} aria-current={name === current ? "page" : undefined}>{name}</a>
        </li>
      ))}
    </ul>
  );
}

function foldModules(
  modules: readonly Link[],
): { inLine: readonly Link[]; folded: readonly Link[] } {
  if (modules.length <= MAX_IN_LINE) return { inLine: modules, folded: [] };
  return { inLine: modules.slice(0, KEPT_IN_LINE), folded: modules.slice(KEPT_IN_LINE) };
}

function modulesFor(identity: Identity): readonly Link[] {
  if (identity.kind === "affiliate") return AFFILIATE_MODULES;
  return identity.kind === "staff" ? staffModulesOf(identity.role) : modulesOf(identity.role);
}
