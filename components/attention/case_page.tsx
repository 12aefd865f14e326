import { CASE_KIND_WORDS } from "../../domain/attention/case.ts";
import type { CaseThread } from "../../domain/attention/thread.ts";
import type { FieldError } from "../../domain/errors.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Notice } from "../parts/notice.tsx";
import { MessageForm, type TypedMessage } from "../threads/message_form.tsx";
import { ThreadStateBadge } from "../threads/thread.tsx";
import { CaseFacts, caseHref, ToPqrs } from "./case_parts.tsx";
import { CaseMessages } from "./messages.tsx";

type Props = {
  thread: CaseThread;
  epsName: string;
  nowMs: number;
  typed: TypedMessage;
  errors: FieldError[];
  hadFiles: boolean;
  notice: string | undefined;
  csrfToken: string | undefined;
  /** Whether it was opened by its key, which this browser then keeps for a while. */
  byKey: boolean;
};

/** A case for whoever opened it: where it stands, what was written, and what she may write. */
export function CasePage({ thread, nowMs, notice, byKey, ...props }: Props) {
  const { about } = thread;
  return (
    <div class="reading">
      <ToPqrs />
      <div class="inquiry-title">
        <h1>{CASE_KIND_WORDS[about.kind].name}</h1>
        <ThreadStateBadge state={about.state} />
      </div>
      {notice && (
        <Notice kind="ok">
          <p>{notice}</p>
        </Notice>
      )}
      <ErrorSummary errors={props.errors} purpose="enviar el mensaje" />
      <dl class="card facts">
        <CaseFacts about={about} nowMs={nowMs} />
      </dl>
      <CaseMessages thread={thread} side="own" epsName={props.epsName} />
      <WriteForm about={about} {...props} />
      {byKey && <LeaveForm />}
    </div>
  );
}

function WriteForm(
  { about, ...form }:
    & Pick<CaseThread, "about">
    & Pick<Props, "typed" | "errors" | "hadFiles" | "csrfToken">,
) {
  const isClosed = about.state === "closed";
  return (
    <MessageForm
      {...form}
      id="escribir"
      title={isClosed ? "Abrirla otra vez" : "Escribir"}
      action={caseHref(about.folio)}
      label="Mensaje"
      hint={about.state === "answered" && "Si escribe, respondemos otra vez."}
      actions={isClosed ? [{ value: "reabrir", words: "Abrir otra vez" }] : [
        { value: "mensaje", words: "Enviar mensaje" },
        { value: "cerrar", words: "Ya no necesito respuesta", look: "button-second" },
      ]}
    />
  );
}

/** For a browser that others use too. */
function LeaveForm() {
  return (
    <form class="block" method="post" action="/afiliados/atencion/pqrs/salir">
      <button type="submit" class="button button-quiet">Salir de esta solicitud</button>
    </form>
  );
}
