import { FILE_COLUMNS } from "../../domain/loads/kind.ts";
import type { ProviderDifference } from "../../domain/loads/provider.ts";
import { formatNit } from "../../domain/nit.ts";
import type { Paged } from "../../domain/paging.ts";
import { counted } from "../../domain/thousands.ts";
import { ChangedField } from "../payments/field_changes.tsx";
import { type ListPlace, PagedSection } from "./paged_section.tsx";

export type ProviderChanges = Paged<ProviderDifference> & {
  /** How many get another Correo or Cédula. */
  newHands: number;
};
type Props = { place: ListPlace; changes: ProviderChanges; isDone: boolean };

/** What a load does to providers, field by field, old → new; who receives their links first. */
export function LoadProviderChanges({ place, changes, isDone }: Props) {
  return (
    <PagedSection
      list="fichas"
      title={isDone ? "Prestadores que cambiaron" : "Prestadores que cambian"}
      about={handsWords(changes.newHands, isDone)}
      place={place}
      paged={changes}
      noun={["prestador", "prestadores"]}
      columns={[{ header: "Prestador" }, { header: "Qué cambia" }]}
      row={(difference) => [
        {
          content: (
            <>
              {difference.legalName || "–"}
              <span class="soft small nit-line">NIT {formatNit(difference.nit)}</span>
            </>
          ),
        },
        { content: <Changes difference={difference} /> },
      ]}
    />
  );
}

/** What it means that somebody else receives the links of an IPS. */
function handsWords(newHands: number, isDone: boolean): string {
  if (newHands === 0) return "Ninguno cambia de Correo ni de Cédula.";
  const who = counted(newHands, "prestador cambia", "prestadores cambian");
  const what = `${who} de Correo o de Cédula: otra persona recibe sus enlaces.`;
  if (isDone) return what;
  return `${what} Al publicar se cierran sus sesiones, deben activar la cuenta de nuevo y se avisa ` +
    "al correo de antes.";
}

/** The name of a new provider is shown beside it already. */
function Changes({ difference: { kind, fields } }: { difference: ProviderDifference }) {
  if (kind === "removed") return <>Sale de la lista de prestadores.</>;
  if (fields.length === 0) return <>Ya está así.</>;
  const shown = kind === "added" ? fields.filter(({ field }) => field !== "legalName") : fields;
  return (
    <>
      {kind === "added" && <strong>Prestador nuevo</strong>}
      {shown.length > 0 && (
        <ul class="changes">
          {shown.map((change) => (
            <li>
              <ChangedField kind={kind} change={change} columns={FILE_COLUMNS.providers} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
