import { Icon } from "../parts/icon.tsx";
import { AFFILIATE_MODULES, HOMES, type ModuleName, modulesOf } from "../modules/modules.ts";
import { staffModulesOf } from "../modules/staff_modules.ts";
import type { Identity } from "./identity.tsx";

type Props = { identity: Identity; current: ModuleName | undefined };

type Link = { name: string; href: string };

/** So many fit one line beside their home at 1024 px; of more, those after `KEPT_IN_LINE` fold. */
const MAX_IN_LINE = 8;
const KEPT_IN_LINE = 6;
/** What they may take of the line at 832 px beside their home and Más, and about what each takes. */
const NARROW_PX = 582;
const PX_OF_LETTER = 7;
const PX_AROUND = 18;

/**
 * The modules that whoever is signed in may open; nothing where a person works for no provider. On a
 * phone all of them are a menu, on a desk the last of many are one, and between the two those that fit
 * no line are in both places, of which one is shown. Each `details` opens the list
 * that follows it and does not hold it: so one list is a menu here and a line there, in every browser
 * and without a script.
 */
export function ModuleStrip({ identity, current }: Props) {
  if (identity.kind === "provider" && !identity.provider) return <></>;
  const home = HOMES[identity.kind];
  const { inLine, wide, folded } = foldModules(modulesFor(identity));
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
        <ul>
          <Links links={inLine} current={current} />
          <Links links={wide} current={current} look="only-wide" />
        </ul>
        {wide.length + folded.length > 0 && (
          <div class={folded.length > 0 ? "modules-fold" : "modules-fold only-narrow"}>
            <details class="modules-more">
              <summary
                class={folded.some(({ name }) =>
                    name === current
                  )
                  ? "is-current"
                  : undefined}
              >
                Más <Icon name="next" />
              </summary>
            </details>
            <ul>
              <Links links={wide} current={current} look="only-narrow" />
              <Links links={folded} current={current} />
            </ul>
          </div>
        )}
      </div>
    </nav>
  );
}

type LinksProps = { links: readonly Link[]; current: ModuleName | undefined; look?: string };

function Links({ links, current, look }: LinksProps) {
  return (
    <>
      {links.map(({ name, href }) => (
        <li class={look}>
          <a href={href} aria-current={name === current ? "page" : undefined}>{name}</a>
        </li>
      ))}
    </>
  );
}

/** Those that fit every line of a desk, those that fit one from 1024 px on, and the others. */
function foldModules(
  modules: readonly Link[],
): Record<"inLine" | "wide" | "folded", readonly Link[]> {
  const kept = modules.length <= MAX_IN_LINE ? modules.length : KEPT_IN_LINE;
  let left = NARROW_PX;
  const fits = ({ name }: Link) => (left -= PX_AROUND + PX_OF_LETTER * name.length) >= 0;
  const firstWide = modules.findIndex((module) => !fits(module));
  const narrow = firstWide === -1 ? kept : Math.min(firstWide, kept);
  return {
    inLine: modules.slice(0, narrow),
    wide: modules.slice(narrow, kept),
    folded: modules.slice(kept),
  };
}

function modulesFor(identity: Identity): readonly Link[] {
  if (identity.kind === "affiliate") return AFFILIATE_MODULES;
  return identity.kind === "staff" ? staffModulesOf(identity.role) : modulesOf(identity.role);
}
