import { STEPS } from "../../domain/enrolment/question.ts";
import type { FieldError } from "../../domain/errors.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { EnrolmentFrame, SecretField } from "./frame.tsx";
import { ENROLMENT } from "./links.ts";

const TO_LANDING = { href: "/afiliados", name: "Para afiliados" };

type Props = {
  email: string;
  errors: FieldError[];
  secret: string;
  /** Whether this browser has a request that it can go on with. */
  hasBegun: boolean;
};

/** Afiliarse: what comes, what to have at hand, and the address that the link goes to. */
export function StartPage({ email, errors, secret, hasBegun }: Props) {
  return (
    <EnrolmentFrame
      back={TO_LANDING}
      title="Afiliarse"
      lead={`Son ${STEPS.length} pasos, con una pregunta en cada pantalla. Puede parar cuando quiera y seguir otro día.`}
    >
      {hasBegun && (
        <Notice kind="ok">
          <p>
            Tiene una solicitud empezada en este equipo.{" "}
            <a href={`${ENROLMENT}/seguir`}>Seguir donde iba</a>
          </p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="empezar" />
      <ol class="enrolment-steps">
        <li>Su grupo del SISBÉN, si lo tiene</li>
        <li>Por qué nos escoge</li>
        <li>Sus datos y los de su familia</li>
        <li>Fotos de los documentos, y su firma</li>
        <li>Revisar y enviar</li>
      </ol>
      <form class="card stack narrow" method="post" action={ENROLMENT} novalidate>
        <SecretField secret={secret} />
        <Field
          name="correo"
          label="¿A qué correo le escribimos?"
          hint="Allí le llega el enlace para seguir otro día, y el aviso cuando haya respuesta."
          value={email}
          errors={errors}
          inputmode="email"
          autocomplete="email"
        />
        <button type="submit" class="button button-large">Empezar</button>
      </form>
      <p>
        <a href={`${ENROLMENT}/retomar`}>Ya empecé una solicitud y quiero seguir</a>
      </p>
      <p class="soft">Si no tiene correo, en cualquier oficina le ayudan a llenarla.</p>
    </EnrolmentFrame>
  );
}

type ResumeProps = { typed: { radicado: string; correo: string }; errors: FieldError[] };
const TO_START = { href: ENROLMENT, name: "Afiliarse" };

/** Asks for another link, with the radicado and the address that was typed at the start. */
export function ResumePage({ typed, errors }: ResumeProps) {
  return (
    <EnrolmentFrame
      back={TO_START}
      title="Seguir con mi solicitud"
      lead="Le enviamos un enlace al correo con el que empezó."
    >
      <ErrorSummary errors={errors} purpose="enviarle el enlace" />
      <form class="card stack narrow" method="post" action={`${ENROLMENT}/retomar`} novalidate>
        <Field
          name="radicado"
          label="Radicado"
          hint="Empieza por AF: AF-2026-7K3MWP2Q."
          value={typed.radicado}
          errors={errors}
        />
        <Field
          name="correo"
          label="Correo"
          value={typed.correo}
          errors={errors}
          inputmode="email"
          autocomplete="email"
        />
        <button type="submit" class="button button-large">Enviarme el enlace</button>
      </form>
    </EnrolmentFrame>
  );
}

/** The answer, the same whether there is such a request or not. */
export function ResumeAskedPage({ phone }: { phone: string }) {
  return (
    <EnrolmentFrame back={TO_START} title="Seguir con mi solicitud">
      <Notice kind="ok">
        <p>
          Si ese radicado y ese correo son de una misma solicitud, el enlace va en camino. Ábralo en
          el equipo donde quiera seguir.
        </p>
      </Notice>
      <p>
        Si en unos minutos no le llega, revise el correo no deseado o llame a la línea{" "}
        <strong>{phone}</strong>.
      </p>
    </EnrolmentFrame>
  );
}

/** The page of a mailed link: opening it changes nothing, its button does. */
export function LinkPage({ folio, link }: { folio: string; link: string }) {
  return (
    <EnrolmentFrame back={TO_START} title="Seguir con mi solicitud">
      <form class="card stack narrow" method="post" action={`${ENROLMENT}/enlace`}>
        <input type="hidden" name="enlace" value={link} />
        <p>
          Solicitud <strong>{folio}</strong>
        </p>
        <p>
          Siga solo si usted la empezó: quien la empezó ve lo que se escribe en ella. Si no fue
          usted, <a href={ENROLMENT}>empiece la suya</a>.
        </p>
        <button type="submit" class="button button-large">Seguir donde iba</button>
      </form>
    </EnrolmentFrame>
  );
}

export function SpentLinkPage() {
  return (
    <EnrolmentFrame back={TO_START} title="Seguir con mi solicitud">
      <Notice kind="warn">
        <p>
          Este enlace ya no sirve, porque la solicitud venció. Pida otro enlace o empiece de nuevo.
        </p>
      </Notice>
      <p class="actions">
        <a class="button" href={`${ENROLMENT}/retomar`}>Pedir otro enlace</a>
        <a class="button button-second" href={ENROLMENT}>Empezar de nuevo</a>
      </p>
    </EnrolmentFrame>
  );
}
