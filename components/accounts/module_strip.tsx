import { Icon } from "../parts/icon.tsx";
import { AFFILIATE_MODULES, HOMES, type ModuleName, modulesOf } from "../modules/modules.ts";
import { staffModulesOf } from "../modules/staff_modules.ts";
import type { Identity } from "./identity.tsx";

type Props = { identity: Identity; current: ModuleName | undefined };

/** The modules that whoever is signed in may open; nothing where a person works for no provider. */
export function ModuleStrip({ identity, current }: Props) {
  if (identity.kind === "provider" && !identity.provider) return <></>;
  const home = HOMES[identity.kind];
  return (
    <nav class="modules" aria-label="Módulos">
      <div class="modules-row">
        <a class="modules-home" href={home.href}>
          <Icon name="modules" /> {home.name}
        </a>
        <ul>
          {modulesFor(identity).map(({ name, href }) => (
            <li>
              <a href={href} aria-current={name === current ? "page" : undefined}>{name}</a>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

function modulesFor(identity: Identity): readonly { name: string; href: string }[] {
  if (identity.kind === "affiliate") return AFFILIATE_MODULES;
  return identity.kind === "staff" ? staffModulesOf(identity.role) : modulesOf(identity.role);
}
