import { type Draft, type HeldSlot, siteWords } from "../../domain/appointments/appointment.ts";
import type { TypedContact } from "../../domain/appointments/contact.ts";
import { instantWords, timeWords } from "../../domain/appointments/words.ts";
import type { CivilDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Fact } from "../parts/fact.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { StepHead, stepHref } from "./step_head.tsx";

type Props = {
  draft: Draft & { careKind: string };
  /** Undefined where the hour is no longer kept. */
  held: HeldSlot | undefined;
  typed: TypedContact;
  nowMs: number;
  today: CivilDate;
  errors: FieldError[];
  csrfToken: string;
};

/** Step 4: what was chosen, and how to reach whoever comes; the hour is kept meanwhile. */
export function ContactPage(props: Props) {
  const { draft, held, errors } = props;
  const another = { href: stepHref(draft.id, "hora"), name: "Escoger otra hora" };
  return (
    <div class="reading">
      <StepHead
        title={draft.movesId ? "¿Movemos la cita?" : "¿Cómo lo encontramos?"}
        step={4}
        back={another}
      />
      <ErrorSummary errors={errors} purpose="apartar la cita" />
      {held ? <Form {...props} held={held} /> : (
        <Notice kind="warn">
          <p>
            La hora que escogió ya no está guardada para usted: pasaron los cinco minutos, o la tomó
            otra persona.
          </p>
          <p>
            <a class="button" href={another.href}>Escoger otra hora</a>
          </p>
        </Notice>
      )}
    </div>
  );
}

function Form({ draft, held, typed, errors, nowMs, today, csrfToken }: Props & { held: HeldSlot }) {
  const fields = [
    { name: "telefono", label: "Teléfono", inputmode: "tel", autocomplete: "tel" },
    { name: "direccion", label: "Dirección", inputmode: "text", autocomplete: "address-line1" },
    { name: "correo", label: "Correo", inputmode: "email", autocomplete: "email" },
  ] as const;
  return (
    <>
      <Countdown heldUntil={held.heldUntil} nowMs={nowMs} />
      <dl class="card facts">
        <Fact name="Cita">{draft.careKind}</Fact>
        <Fact name="Para">{draft.personName}</Fact>
        {draft.movesFrom !== null && (
          <Fact name="Ahora es el">{instantWords(draft.movesFrom, today)}</Fact>
        )}
        <Fact name={draft.movesId ? "Pasa al" : "Cuándo"}>
          {instantWords(held.startsAt, today)}
        </Fact>
        <Fact name="Con">{held.professional}</Fact>
        <Fact name="Dónde">{[siteWords(draft), draft.siteAddress].filter(Boolean).join(", ")}</Fact>
      </dl>
      <form
        class="stack appointment-form"
        method="post"
        action={stepHref(draft.id, "datos")}
        novalidate
      >
        <CsrfField token={csrfToken} />
        {!draft.movesId && (
          <>
            <p>Así está en su afiliación. Lo que cambie aquí vale solo para esta cita.</p>
            {fields.map((field) => (
              <Field {...field} value={typed[field.name]} errors={errors} maxlength={254} />
            ))}
          </>
        )}
        <button type="submit" id="apartar" class="button button-large">
          {draft.movesId ? "Mover la cita" : "Apartar la cita"}
        </button>
      </form>
    </>
  );
}

/** Until when the hour is kept; a script counts the seconds (static/hold.js). */
function Countdown({ heldUntil, nowMs }: { heldUntil: number; nowMs: number }) {
  return (
    <p
      class="hold"
      role="timer"
      data-left={String(Math.max(0, Math.ceil((heldUntil - nowMs) / 1000)))}
    >
      Le guardamos esta hora hasta las {timeWords(heldUntil)}{" "}
      <span class="hold-left" hidden>
        Quedan <strong></strong>
      </span>
    </p>
  );
}
