import type { Child } from "hono/jsx";
import {
  type DirectoryChoice,
  type DirectoryKind,
  type DirectoryMenu,
  type DirectoryOption,
  townName,
} from "../../domain/affiliates/directory.ts";
import type { EpsIdentity } from "../../domain/eps.ts";
import { ChoiceField } from "../parts/choice_field.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { Icon } from "../parts/icon.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import { PhoneLink } from "./phone_link.tsx";
import { PlaceCard, type ShownPlace } from "./place_card.tsx";

type Props = {
  title: string;
  kind: DirectoryKind;
  menu: DirectoryMenu;
  /** One page of them. */
  places: ShownPlace[];
  total: number;
  page: number;
  /** What stands above the form. */
  head: Child;
  eps: EpsIdentity;
};

const WORDS = {
  offices: {
    address: "/afiliados/atencion",
    ask: "¿En qué departamento busca una oficina?",
    button: "Ver oficinas",
    none: "Todavía no hay oficinas en este directorio.",
    noun: ["oficina", "oficinas"],
  },
  deliveryPoints: {
    address: "/afiliados/puntos-de-entrega",
    ask: "¿En qué departamento recoge sus medicamentos?",
    button: "Ver puntos de entrega",
    none: "Todavía no hay puntos de entrega en este directorio.",
    noun: ["punto", "puntos"],
  },
} satisfies Record<DirectoryKind, { noun: [string, string] } & Record<string, unknown>>;

/** Where the list begins; whoever has chosen on a telephone is led past the form. */
const LIST_ID = "lugares";

/** Offices or delivery points: first the department, then the municipality, then where and when. */
export function PlacesPage(props: Props) {
  const { title, kind, menu, head, eps } = props;
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
            {menu.department !== "" && <PlaceList {...props} />}
          </>
        )}
    </article>
  );
}

/** The address of a page of the directory, with what was chosen. */
export function directoryHref(
  kind: DirectoryKind,
  { department, municipality }: DirectoryChoice,
  page: number,
): string {
  const pairs = { departamento: department, municipio: municipality, pagina: page > 1 && page };
  const given = Object.entries(pairs).filter(([, value]) => value);
  const query = new URLSearchParams(given.map(([name, value]) => [name, `${value}`]));
  return `${WORDS[kind].address}?${query}#${LIST_ID}`;
}

function ChoiceForm({ kind, menu }: Pick<Props, "kind" | "menu">) {
  const { address, button } = WORDS[kind];
  return (
    <form class="card search-form" method="get" action={`${address}#${LIST_ID}`}>
      <div class="search-fields">
        <ChoiceField
          name="departamento"
          label="Departamento"
          value={menu.department}
          options={choices("Escoja uno", menu.departments)}
        />
        {menu.department !== "" && (
          <ChoiceField
            name="municipio"
            label="Municipio"
            value={menu.municipality}
            options={choices("Todos", menu.municipalities)}
          />
        )}
        <button type="submit" class="button">
          <Icon name="search" /> {button}
        </button>
      </div>
    </form>
  );
}

function choices(empty: string, options: DirectoryOption[]) {
  return [["", empty] as const, ...options.map(({ code, name }) => [code, name] as const)];
}

function PlaceList({ kind, menu, places, total, page }: Props) {
  if (total === 0) {
    return <EmptyState>No hay ninguno en ese municipio. Escoja otro, o “Todos”.</EmptyState>;
  }
  const towns = Object.values(Object.groupBy(places, ({ daneCode }) => `town ${daneCode}`));
  return (
    <div id={LIST_ID}>
      {towns.map((inside = []) => (
        <section class="block">
          <h2>{inside[0] && townName(inside[0])}</h2>
          <div class="places">
            {inside.map((place) => <PlaceCard place={place} />)}
          </div>
        </section>
      ))}
      <TableFoot
        shown={places.length}
        total={total}
        noun={WORDS[kind].noun}
        id="paginas"
        label="Páginas del directorio"
        page={page}
        href={(one) => directoryHref(kind, menu, one)}
      />
    </div>
  );
}
