import type { Child } from "hono/jsx";
import {
  type DirectoryKind,
  type DirectoryMenu,
  type DirectoryOption,
  type ListedPlace,
  townName,
} from "../../domain/affiliates/directory.ts";
import type { EpsIdentity } from "../../domain/eps.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { Icon } from "../parts/icon.tsx";
import { PhoneLink } from "./phone_link.tsx";

type ShownPlace = ListedPlace & {
  /** Whether it is open now, in words. */
  opening: string | undefined;
};

type Props = {
  title: string;
  kind: DirectoryKind;
  menu: DirectoryMenu;
  places: ShownPlace[];
  /** What stands above the form. */
  head: Child;
  eps: EpsIdentity;
};

const WORDS = {
  offices: {
    action: "/afiliados/atencion",
    ask: "¿En qué departamento busca una oficina?",
    button: "Ver oficinas",
    none: "Todavía no hay oficinas en este directorio.",
  },
  deliveryPoints: {
    action: "/afiliados/puntos-de-entrega",
    ask: "¿En qué departamento recoge sus medicamentos?",
    button: "Ver puntos de entrega",
    none: "Todavía no hay puntos de entrega en este directorio.",
  },
};

/** Offices or delivery points: first the department, then the municipality, then where and when. */
export function PlacesPage({ title, kind, menu, places, head, eps }: Props) {
  const { none, ask } = WORDS[kind];
  return (
    <article>
      <h1>{title}</h1>
      {head}
      {menu.departments.length === 0
        ? (
          <EmptyState>
            {none} Llame a la línea, a cualquier hora: <PhoneLink phone={eps.phone} />
          </EmptyState>
        )
        : (
          <>
            <section class="block">
              <h2>{ask}</h2>
              <ChoiceForm kind={kind} menu={menu} />
            </section>
            {menu.department !== "" && <PlaceList places={places} />}
          </>
        )}
    </article>
  );
}

function ChoiceForm({ kind, menu }: Pick<Props, "kind" | "menu">) {
  const { action, button } = WORDS[kind];
  return (
    <form class="card search-form" method="get" action={action}>
      <div class="search-fields">
        <Choice
          name="departamento"
          label="Departamento"
          empty="Escoja uno"
          chosen={menu.department}
          options={menu.departments}
        />
        {menu.department !== "" && (
          <Choice
            name="municipio"
            label="Municipio"
            empty="Todos"
            chosen={menu.municipality}
            options={menu.municipalities}
          />
        )}
        <button type="submit" class="button">
          <Icon name="search" /> {button}
        </button>
      </div>
    </form>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  empty: string;
  chosen: string;
  options: DirectoryOption[];
};

function Choice({ name, label, empty, chosen, options }: ChoiceProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{empty}</option>
        {options.map(({ code, name }) => (
          <option value={code} selected={code === chosen}>{name}</option>
        ))}
      </select>
    </div>
  );
}

function PlaceList({ places }: { places: ShownPlace[] }) {
  if (places.length === 0) {
    return <EmptyState>No hay ninguno en ese municipio. Escoja otro, o “Todos”.</EmptyState>;
  }
  const towns = Object.values(Object.groupBy(places, ({ daneCode }) => `town ${daneCode}`));
  return (
    <>
      {towns.map((inside = []) => (
        <section class="block">
          <h2>{inside[0] && townName(inside[0])}</h2>
          {inside.map((place) => <PlaceCard place={place} />)}
        </section>
      ))}
    </>
  );
}

function PlaceCard({ place }: { place: ShownPlace }) {
  const { name, address, hours, opening, phone, deliversHome } = place;
  return (
    <section class="card place">
      <h3>{name}</h3>
      <p>{address}</p>
      {opening && (
        <p>
          <strong>{opening}</strong>
        </p>
      )}
      <p class="soft">{hours}</p>
      {deliversHome !== null && (
        <p>{deliversHome ? "Lleva medicamentos a domicilio" : "No lleva a domicilio"}</p>
      )}
      <PlaceLinks phone={phone} place={place} />
    </section>
  );
}

function PlaceLinks({ phone, place }: { phone: string | null; place: ShownPlace }) {
  const href = mapHref(place);
  if (!phone && !href) return <></>;
  return (
    <ul class="link-list">
      {phone && (
        <li>
          <PhoneLink phone={phone}>
            Llamar al {phone} <Icon name="next" />
          </PhoneLink>
        </li>
      )}
      {href && (
        <li>
          <a href={href}>
            Ver cómo llegar a {place.name} <Icon name="next" />
          </a>
        </li>
      )}
    </ul>
  );
}

/** For the map of a telephone (RFC 5870); `q` makes Android's mark the place. */
function mapHref({ name, latitude, longitude }: ShownPlace): string | undefined {
  if (latitude === null || longitude === null) return undefined;
  const at = `${latitude},${longitude}`;
  return `geo:${at}?q=${at}(${encodeURIComponent(name)})`;
}
