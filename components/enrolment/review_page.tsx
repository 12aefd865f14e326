import { formatInstant } from "../../domain/dates.ts";
import type { EnrolmentDocument } from "../../domain/enrolment/papers.ts";
import type { Signature } from "../../domain/enrolment/signature.ts";
import type { SummarySection } from "../../domain/enrolment/summary.ts";
import { EnrolmentFoot, EnrolmentFrame, SecretField } from "./frame.tsx";
import { ENROLMENT, placeHref } from "./links.ts";
import { EnrolmentSummary } from "./summary.tsx";

type Props = {
  sections: SummarySection[];
  documents: EnrolmentDocument[];
  signature: Signature;
  folio: string;
  secret: string;
};

/** Everything that is to be sent, with the button that sends it above and below. */
export function ReviewPage({ sections, documents, signature, folio, secret }: Props) {
  return (
    <EnrolmentFrame
      back={{ href: `${ENROLMENT}/firma`, name: "Atrás" }}
      step={5}
      title="Revise y envíe"
      lead="Esto es lo que va a enviar. Si algo no está bien, cámbielo y firme de nuevo."
    >
      <SendForm secret={secret} />
      <EnrolmentSummary sections={sections} hrefOf={placeHref} />
      <section class="block enrolment-summary">
        <h2>Documentos y firma</h2>
        <div class="card">
          <dl class="facts">
            <div>
              <dt>Archivos</dt>
              <dd>{documents.length}</dd>
            </div>
            <div>
              <dt>Firmó</dt>
              <dd>{signature.name}, el {formatInstant(signature.at)}</dd>
            </div>
          </dl>
          <a href={`${ENROLMENT}/documentos`}>
            Cambiar<span class="visually-hidden">: documentos</span>
          </a>
        </div>
      </section>
      <SendForm secret={secret} />
      <EnrolmentFoot folio={folio} secret={secret} />
    </EnrolmentFrame>
  );
}

function SendForm({ secret }: { secret: string }) {
  return (
    <form class="actions" method="post" action={`${ENROLMENT}/enviar`}>
      <SecretField secret={secret} />
      <button type="submit" class="button button-large">Enviar</button>
    </form>
  );
}
