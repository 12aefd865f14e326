import { CASE_KIND_WORDS, type CaseKind } from "../../domain/attention/case.ts";
import { writtenCode } from "../../domain/code.ts";
import type { EpsIdentity } from "../../domain/eps.ts";
import { PhoneLink } from "../affiliates/phone_link.tsx";
import { Notice } from "../parts/notice.tsx";
import { caseHref, ToPqrs } from "./case_parts.tsx";

type Props = {
  folio: string;
  kind: CaseKind;
  /** When it is answered at the latest, in words. */
  due: string;
  /** What whoever gave no name opens it with; it is shown this once. */
  code: string | undefined;
  /** Whether whoever sent it had signed in: nothing but her account opens it then. */
  isOfAccount: boolean;
  eps: EpsIdentity;
};

/** What somebody takes along after sending: the radicado, the date and, without a name, the code. */
export function CaseReceivedPage({ folio, kind, due, code, isOfAccount, eps }: Props) {
  return (
    <div class="reading">
      <ToPqrs />
      <h1>Recibimos su {CASE_KIND_WORDS[kind].name.toLowerCase()}</h1>
      <dl class="facts card case-keys">
        <div>
          <dt>Su radicado</dt>
          <dd>
            <strong>{folio}</strong>
          </dd>
        </div>
        {code && (
          <div>
            <dt>Su código</dt>
            <dd>
              <strong>{writtenCode(code)}</strong>
            </dd>
          </div>
        )}
        <div>
          <dt>Respondemos</dt>
          <dd>A más tardar el {due}</dd>
        </div>
      </dl>
      {code && (
        <Notice kind="warn">
          <p>
            Anote el radicado y el código, o tómeles una foto. El código no se muestra otra vez, y
            sin él nadie puede ver la respuesta.
          </p>
        </Notice>
      )}
      <p>
        {isOfAccount
          ? "Cuando entra a Zona Ser"
          : `Con el radicado y el ${code ? "código" : "número de su documento"}`}{" "}
        puede ver la respuesta y escribirnos otra vez.
      </p>
      <p class="case-next">
        <a class="button" href={caseHref(folio)}>Ver mi solicitud</a>
      </p>
      <p>
        También puede llamar a la línea, a cualquier hora: <PhoneLink phone={eps.phone} />
      </p>
    </div>
  );
}
