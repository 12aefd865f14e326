import { describeDueAt, type ListedCase } from "../../domain/attention/case.ts";
import { formatInstant } from "../../domain/dates.ts";
import { isPending } from "../../domain/thread.ts";
import { Badge } from "../parts/badge.tsx";
import { Fact } from "../parts/fact.tsx";
import { Crumb } from "../parts/crumb.tsx";

/** Where a case is read by whoever opened it, and by the staff. */
export function caseHref(folio: string, side: "own" | "staff" = "own"): string {
  return side === "own" ? `/afiliados/atencion/pqrs/${folio}` : `/funcionario/atencion/${folio}`;
}

/** When a case is answered at the latest; marked where that has passed. */
export function CaseDue({ about, nowMs }: { about: ListedCase; nowMs: number }) {
  const words = describeDueAt(about);
  return about.dueAt < nowMs
    ? <Badge kind="bad">Venció el {words}</Badge>
    : <>A más tardar el {words}</>;
}

/** What a case is, and until when it is answered. */
export function CaseFacts({ about, nowMs }: { about: ListedCase; nowMs: number }) {
  const { folio, state, createdAt, settledAt } = about;
  return (
    <>
      <Fact name="Radicado">{folio}</Fact>
      <Fact name="Recibida el">{formatInstant(createdAt)}</Fact>
      <div>
        <dt>
          {isPending(state) ? "Respuesta" : state === "closed" ? "Cerrada el" : "Respondida el"}
        </dt>
        <dd class="case-due">
          {settledAt === null ? <CaseDue about={about} nowMs={nowMs} /> : formatInstant(settledAt)}
        </dd>
      </div>
    </>
  );
}

/** Back to where a PQRS begins. */
export function ToPqrs() {
  return <Crumb href="/afiliados/atencion/pqrs">Peticiones, quejas y reclamos</Crumb>;
}

/** To where a PQRS begins, from where people look for help. */
export function PqrsButton() {
  return (
    <p class="case-next">
      <a class="button" href="/afiliados/atencion/pqrs">Peticiones, quejas y reclamos</a>
    </p>
  );
}
