import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { MAX_DECISION_NOTE, type TypedDecision } from "../../domain/providers/decision.ts";
import { Badge } from "../parts/badge.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";

type Decision = "approved" | "rejected";

/** What was decided on a request. */
export function DecisionBadge({ decision }: { decision: Decision }) {
  return decision === "approved"
    ? <Badge kind="ok">Aprobada</Badge>
    : <Badge kind="annulled">Rechazada</Badge>;
}

type DecidedProps = { decision: Decision; decidedAt: number | null; note: string | null };

/** What was decided, when, and what the staff wrote of it. */
export function DecidedNotice({ decision, decidedAt, note }: DecidedProps) {
  return (
    <Notice kind="ok">
      <p>
        <DecisionBadge decision={decision} />{" "}
        {decidedAt !== null && `el ${formatInstant(decidedAt)}`}. {note}
      </p>
    </Notice>
  );
}

type FormProps = {
  action: string;
  /** The words of the button that approves; without them the request can only be rejected. */
  approve: string | undefined;
  /** How the address that is put on file is checked; without it none is. */
  emailHint: string | undefined;
  typed: TypedDecision;
  errors: FieldError[];
  csrfToken: string;
};

/** Where the staff decides on a request that puts contact data on file. */
export function DecisionForm({ action, approve, emailHint, typed, errors, csrfToken }: FormProps) {
  return (
    <form class="card stack narrow" method="post" action={action} novalidate>
      <CsrfField token={csrfToken} />
      {approve !== undefined && emailHint !== undefined && (
        <Field
          name="correo"
          label="Correo que se registra"
          hint={emailHint}
          value={typed.correo}
          errors={errors}
          inputmode="email"
          maxlength={254}
        />
      )}
      <TextAreaField
        name="nota"
        label="Cómo lo comprobó"
        hint="Con quién habló, a qué número y cuándo. Queda en el registro."
        max={MAX_DECISION_NOTE}
        value={typed.nota}
        errors={errors}
        rows={3}
      />
      <div class="actions">
        {approve !== undefined && (
          <button type="submit" name="accion" value="aprobar" class="button">{approve}</button>
        )}
        <button type="submit" name="accion" value="rechazar" class="button button-bad">
          Rechazar
        </button>
      </div>
    </form>
  );
}
