import type { Verification } from "../../domain/certificates/verification.ts";
import { formatDate } from "../../domain/dates.ts";
import type { Eps } from "../../domain/eps.ts";
import type { FieldError } from "../../domain/errors.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { Fact } from "../parts/fact.tsx";

type FormProps = { typed: string; errors: FieldError[] };

/** Where the code of a certificate is typed by whoever was given the paper. */
export function VerificationFormPage({ typed, errors }: FormProps) {
  return (
    <div class="reading">
      <h1>Verificar un certificado</h1>
      <ErrorSummary errors={errors} purpose="verificar el certificado" />
      <p class="lead">Escriba el código que está al lado del cuadro negro del certificado.</p>
      <form class="card stack narrow" method="get" action="/verificar" novalidate>
        <Field
          name="codigo"
          label="Código del certificado"
          hint="Doce letras y números, por ejemplo ABCD-EFGH-2345."
          value={typed}
          errors={errors}
          maxlength={40}
        />
        <button type="submit" class="button">Verificar</button>
      </form>
    </div>
  );
}

type Props = { code: string; verification: Verification; eps: Eps };

/** Whether a certificate holds: only what helps whoever was given it to judge it. */
export function VerificationPage({ code, verification, eps }: Props) {
  const { isValid, title, issuedOn, facts } = verification;
  return (
    <div class="reading">
      <h1>{isValid ? "El certificado es válido" : "El certificado ya no vale"}</h1>
      <Notice kind={isValid ? "ok" : "warn"}>
        {eps.name} lo expidió el {formatDate(issuedOn)}. {isValid
          ? "Compare estos datos con los del papel."
          : "Lo que decía cambió después: pida uno nuevo a quien se lo entregó."}
      </Notice>
      <dl class="facts card">
        <Fact name="Código">{code}</Fact>
        <Fact name="Certificado">{title}</Fact>
        {facts.map(([name, value]) => <Fact name={name}>{value}</Fact>)}
        <Fact name="Fecha de expedición">{formatDate(issuedOn)}</Fact>
      </dl>
      <p>
        <a href="/verificar">Verificar otro certificado</a>
      </p>
    </div>
  );
}
