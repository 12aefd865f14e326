import { CASE_KIND_WORDS, CASE_RISK_WORDS } from "../../domain/attention/case.ts";
import type { CaseThread } from "../../domain/attention/thread.ts";
import type { FieldError } from "../../domain/errors.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Fact } from "../parts/fact.tsx";
import { Notice } from "../parts/notice.tsx";
import { MessageForm, type TypedMessage } from "../threads/message_form.tsx";
import { ThreadStateBadge } from "../threads/thread.tsx";
import { CaseFacts, caseHref } from "./case_parts.tsx";
import { CaseMessages } from "./messages.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  thread: CaseThread;
  epsName: string;
  nowMs: number;
  typed: TypedMessage;
  errors: FieldError[];
  hadFiles: boolean;
  csrfToken: string | undefined;
};

/** A case as the staff sees it: who asks, until when, the thread and the answer. */
export function StaffCasePage({ thread, nowMs, ...props }: Props) {
  const { about } = thread;
  return (
    <div class="reading">
      <Crumb href="/funcionario/atencion">PQRS</Crumb>
      <div class="inquiry-title">
        <h1>{CASE_KIND_WORDS[about.kind].name}</h1>
        <ThreadStateBadge state={about.state} />
      </div>
      <ErrorSummary errors={props.errors} purpose="responder" />
      <dl class="card facts">
        <CaseFacts about={about} nowMs={nowMs} />
        {about.kind === "claim" && <Fact name="Riesgo">{CASE_RISK_WORDS[about.risk].short}</Fact>}
        <Person about={about} />
      </dl>
      <CaseMessages thread={thread} side="staff" epsName={props.epsName} />
      {about.state === "closed"
        ? (
          <Notice kind="ok">
            <p>Está cerrada. Si la abren otra vez, vuelve a la lista.</p>
          </Notice>
        )
        : <AnswerForm about={about} {...props} />}
    </div>
  );
}

function Person({ about: { person } }: Pick<CaseThread, "about">) {
  if (!person) return <Fact name="Quién">Sin nombre: ve la respuesta con su código</Fact>;
  return (
    <>
      <Fact name="Quién">{person.name}</Fact>
      <Fact name="Documento">{`${person.documentType} ${person.documentNumber}`}</Fact>
      {person.phone && <Fact name="Teléfono">{person.phone}</Fact>}
      {person.email && <Fact name="Correo">{person.email}</Fact>}
    </>
  );
}

function AnswerForm(
  { about, ...form }:
    & Pick<CaseThread, "about">
    & Pick<Props, "typed" | "errors" | "hadFiles" | "csrfToken">,
) {
  return (
    <MessageForm
      {...form}
      id="responder"
      title="Responder"
      action={caseHref(about.folio, "staff")}
      label="Respuesta"
      hint={about.person?.email
        ? "La persona recibe un correo que dice que hay novedades, sin este texto."
        : "No hay correo para avisar: la persona la ve con su radicado."}
      actions={[
        { value: "responder", words: "Responder" },
        about.state === "open" &&
        { value: "tramite", words: "Marcar en trámite", look: "button-second" },
        about.state === "inProgress" &&
        { value: "mensaje", words: "Escribir sin responder", look: "button-second" },
        { value: "cerrar", words: "Cerrar", look: "button-bad" },
      ]}
    />
  );
}
