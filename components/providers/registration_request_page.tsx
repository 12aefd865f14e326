import { formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import type { TypedRequest } from "../../domain/providers/registration_request.ts";
import type { Eps } from "../../domain/eps.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = { typed: TypedRequest; errors: FieldError[]; eps: Eps };

/** A provider whose address the EPS does not have asks to be registered. */
export function RegistrationRequestPage({ typed, errors, eps }: Props) {
  return (
    <div class="reading">
      <Crumb href="/registro">Registrar Usuario</Crumb>
      <h1>Solicitud de registro</h1>
      <ErrorSummary errors={errors} purpose="enviar la solicitud" />
      <p class="lead">
        Para la IPS de la que {eps.name}{" "}
        no tiene correo. Un funcionario comprueba lo que escriba, llama al contacto y registra el
        correo; hasta entonces no enviamos ningún enlace.
      </p>
      <form class="card stack narrow" method="post" action="/registro/solicitud" novalidate>
        <ProofFields typed={typed} errors={errors} />
        <ContactFields typed={typed} errors={errors} />
        <button type="submit" class="button">Enviar solicitud</button>
      </form>
    </div>
  );
}

type FieldsProps = Pick<Props, "typed" | "errors">;

/** What only the provider itself knows: its numbers and a payment that it received. */
function ProofFields({ typed, errors }: FieldsProps) {
  return (
    <>
      <Field
        name="nit"
        label="Nit IPS"
        hint="Con o sin dígito de verificación."
        value={typed.nit}
        errors={errors}
        inputmode="numeric"
        maxlength={30}
      />
      <Field
        name="cedula"
        label="Cédula del representante legal"
        value={typed.cedula}
        errors={errors}
        inputmode="numeric"
        maxlength={30}
      />
      <Field
        name="documento"
        label="N° Documento de un pago"
        hint="De un pago que recibió en los últimos doce meses."
        value={typed.documento}
        errors={errors}
        maxlength={200}
      />
      <Field
        name="valor"
        label="Valor Pago"
        hint="El valor exacto de ese pago, con centavos si los tiene."
        value={typed.valor}
        errors={errors}
        inputmode="decimal"
        maxlength={30}
      />
    </>
  );
}

function ContactFields({ typed, errors }: FieldsProps) {
  return (
    <>
      <Field
        name="nombre"
        label="Persona de contacto"
        value={typed.nombre}
        errors={errors}
        autocomplete="name"
        maxlength={200}
      />
      <Field
        name="telefono"
        label="Teléfono"
        value={typed.telefono}
        errors={errors}
        inputmode="tel"
        autocomplete="tel"
        maxlength={30}
      />
      <Field
        name="correo"
        label="Correo de la IPS"
        hint="El que quiere dejar registrado."
        value={typed.correo}
        errors={errors}
        inputmode="email"
        autocomplete="email"
        maxlength={254}
      />
    </>
  );
}

type ReceivedProps = { folio: string; dueOn: string; eps: Eps };

/** The answer, the same whatever was typed. */
export function RegistrationRequestReceivedPage({ folio, dueOn, eps }: ReceivedProps) {
  return (
    <div class="reading">
      <h1>Solicitud de registro</h1>
      <Notice kind="ok">
        <p>
          <strong>Recibimos su solicitud.</strong> Radicado <span class="mono">{folio}</span>.
        </p>
      </Notice>
      <p>
        Un funcionario la revisa a más tardar el {formatDate(dueOn)}{" "}
        y llama a la persona de contacto. Si todo coincide, escribimos al correo para que se
        registre. Línea: <strong>{eps.phone}</strong>.
      </p>
    </div>
  );
}
