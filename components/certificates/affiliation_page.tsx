import { describeState } from "../../domain/affiliates/consulta.ts";
import { affiliationFacts, type CertifiedPerson } from "../../domain/certificates/affiliation.ts";
import type { Eps } from "../../domain/eps.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { Fact } from "../parts/fact.tsx";
import { Crumb } from "../parts/crumb.tsx";
import { PhoneLink } from "../affiliates/phone_link.tsx";

type Props = {
  person: CertifiedPerson;
  /** Where the state gives no certificate: the paper that is right then. */
  otherPaper: string | undefined;
  /** Where the certificate is asked for, and the page before this one. */
  address: string;
  back: { href: string; name: string };
  eps: Eps;
  csrfToken: string;
};

/** The certificate of affiliation: what it will say, and one button; or which paper is right. */
export function AffiliationCertificatePage(props: Props) {
  const { person, otherPaper, address, back, eps, csrfToken } = props;
  return (
    <div class="reading">
      <Crumb href={back.href}>{back.name}</Crumb>
      <h1>Certificado de afiliación</h1>
      {otherPaper === undefined
        ? <Download address={address} csrfToken={csrfToken} />
        : <OtherPaper state={person.state} otherPaper={otherPaper} eps={eps} />}
      <section class="block">
        <h2>{otherPaper === undefined ? "Esto dice el certificado" : "Lo que está registrado"}</h2>
        <dl class="facts card">
          {affiliationFacts(person).map(([name, value]) => <Fact name={name}>{value}</Fact>)}
        </dl>
      </section>
      <p>
        ¿Algo no está bien? Llame a la línea <PhoneLink phone={eps.phone} />, a cualquier hora.
      </p>
    </div>
  );
}

function Download({ address, csrfToken }: Pick<Props, "address" | "csrfToken">) {
  return (
    <>
      <p class="lead">Es un archivo PDF con la fecha de hoy. Puede imprimirlo o enviarlo.</p>
      <form method="post" action={address}>
        <CsrfField token={csrfToken} />
        <button type="submit" class="button button-large">
          <Icon name="download" /> Descargar certificado
        </button>
      </form>
    </>
  );
}

function OtherPaper({ state, otherPaper, eps }: { state: string; otherPaper: string; eps: Eps }) {
  const { name, meaning } = describeState(state);
  return (
    <>
      <p class="lead">
        <strong>{name}.</strong> {meaning}
      </p>
      <Notice kind="warn">
        <p>Con este estado no hay certificado de afiliación. El papel que le sirve:</p>
        <p>
          <strong>{otherPaper}</strong>
        </p>
        <p>
          Pídalo en la línea <PhoneLink phone={eps.phone} /> o en una{" "}
          <a href="/afiliados/atencion">oficina</a>.
        </p>
      </Notice>
    </>
  );
}
