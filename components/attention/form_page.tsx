import {
  CASE_KIND_WORDS,
  CASE_RISK_WORDS,
  CASE_RISKS,
  type CaseKind,
  describeCaseLimit,
} from "../../domain/attention/case.ts";
import type { CaseAuthor, TypedCase } from "../../domain/attention/form.ts";
import type { FieldError } from "../../domain/errors.ts";
import { MAX_MESSAGE_TEXT } from "../../domain/thread.ts";
import { DocumentFields } from "../affiliates/document_fields.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { FilesField } from "../parts/files_field.tsx";
import { Notice } from "../parts/notice.tsx";
import { RadioField } from "../parts/radio_field.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { ToPqrs } from "./case_parts.tsx";

type Props = {
  kind: CaseKind;
  author: CaseAuthor;
  /** Who sends it, of those who have signed in. */
  sender: string | undefined;
  typed: TypedCase & { envio: string };
  errors: FieldError[];
  hadFiles: boolean;
  /** Whether her session ended while she wrote, so that she is asked who she is. */
  hasEnded?: boolean;
  csrfToken: string | undefined;
};

/** The last question: what happened, and, where she says so, who she is. */
export function CaseFormPage(props: Props) {
  const { kind, author, typed, errors, hasEnded = false, csrfToken } = props;
  const { name, about } = CASE_KIND_WORDS[kind];
  return (
    <div class="reading">
      <ToPqrs />
      <h1>{name}</h1>
      <p class="lead">{about}.</p>
      {hasEnded && (
        <Notice kind="warn">
          <p>Su sesión terminó mientras escribía. Díganos quién es y envíela: no hay que entrar.</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="enviar su solicitud" />
      <form
        class="card stack inquiry-form"
        method="post"
        action="/afiliados/atencion/pqrs/nueva"
        enctype="multipart/form-data"
        novalidate
      >
        {csrfToken && <CsrfField token={csrfToken} />}
        <input type="hidden" name="envio" value={typed.envio} />
        <input type="hidden" name="tipo" value={typed.tipo} />
        <input type="hidden" name="quien" value={author} />
        {kind === "claim" && <Risk typed={typed} errors={errors} />}
        <TextAreaField
          name="texto"
          label="¿Qué pasó, o qué necesita?"
          hint="Cuándo, dónde y con quién, si lo sabe."
          max={MAX_MESSAGE_TEXT}
          rows={8}
          value={typed.texto}
          errors={errors}
        />
        <Author {...props} />
        <FilesField errors={errors} hadFiles={props.hadFiles} />
        <button type="submit" class="button button-large">Enviar {name.toLowerCase()}</button>
      </form>
    </div>
  );
}

function Risk({ typed, errors }: Pick<Props, "typed" | "errors">) {
  return (
    <RadioField
      name="riesgo"
      label="¿Hay riesgo para la salud de alguien?"
      value={typed.riesgo}
      options={CASE_RISKS.map((risk) => {
        const { key, name, about } = CASE_RISK_WORDS[risk];
        const limit = describeCaseLimit({ kind: "claim", risk });
        return [key, name, `${about} Respondemos en ${limit}.`] as const;
      })}
      errors={errors}
    />
  );
}

function Author({ author, sender, ...props }: Props) {
  if (author === "anonymous") {
    return <p>No le pedimos su nombre. Al enviar le damos un código para ver la respuesta.</p>;
  }
  if (author === "known") {
    return (
      <p>
        La envía <strong>{sender}</strong>.{" "}
        <a href={`/afiliados/atencion/pqrs/nueva?tipo=${props.typed.tipo}&nombre=no`}>
          Prefiero enviarla sin mi nombre
        </a>
      </p>
    );
  }
  return <PersonFields {...props} />;
}

function PersonFields({ typed, errors }: Pick<Props, "typed" | "errors">) {
  return (
    <>
      <h2>¿Quién es usted?</h2>
      <DocumentFields typed={typed} errors={errors} />
      <Field
        name="nombre"
        label="Nombres y apellidos"
        value={typed.nombre}
        errors={errors}
        autocomplete="name"
        maxlength={300}
      />
      <Field
        name="telefono"
        label="Teléfono (opcional)"
        value={typed.telefono}
        errors={errors}
        inputmode="tel"
        autocomplete="tel"
        maxlength={40}
      />
      <Field
        name="correo"
        label="Correo (opcional)"
        hint="Para avisarle que hay respuesta. El correo no dice de qué se trata."
        value={typed.correo}
        errors={errors}
        inputmode="email"
        autocomplete="email"
        maxlength={254}
      />
      <p class="soft">
        Usamos estos datos solo para responderle. Lea las <a href="/politicas">políticas</a>.
      </p>
    </>
  );
}
