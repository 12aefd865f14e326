import { Hono } from "hono";
import { AffiliationCertificatePage } from "../../components/certificates/affiliation_page.tsx";
import { findCertifiable } from "../../db/certificates/affiliation.ts";
import { issueCertificate } from "../../db/certificates/issue.ts";
import {
  type CertifiedAffiliation,
  type CertifiedPerson,
  certifyAffiliation,
  paperInstead,
} from "../../domain/certificates/affiliation.ts";
import type { Certificate } from "../../domain/certificates/certificate.ts";
import { Problem } from "../../domain/errors.ts";
import { answerPdf } from "../papers/answer_pdf.ts";
import { act, beginDownload } from "../audit.ts";
import { type Ctx, type Env, personOf, todayOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { answerPage } from "../representation.tsx";
import { affiliationPaper } from "./affiliation_paper.ts";
import { newCode } from "./new_code.ts";

const VIEW = { title: "Certificado de afiliación", module: "Certificado" } as const;

/** `/afiliados/certificado`: what the certificate says, and with one click the certificate. */
export function affiliationCertificateRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const { person } = await onFile(c);
    return answerCertificatePage(c, person);
  });

  routes.post("/", async (c) => {
    const { person, family } = await onFile(c);
    const says = certifyAffiliation(person, family, c.get("services").settings.eps);
    if (!says) return answerCertificatePage(c, person, 409);
    const certificate = await issue(c, says);
    const end = await beginDownload(c, "downloads", { certificate: certificate.id });
    try {
      const paper = affiliationPaper(certificate, c.get("services").settings.baseUrl);
      return await answerPdf(c, `Certificado_de_afiliacion_${todayOf(c)}.pdf`, paper);
    } finally {
      end();
    }
  });
  return routes;
}

async function onFile(c: Ctx) {
  const { person, family } = await findCertifiable(c.get("services").db, personOf(c).id);
  if (!person) throw new Problem("notFound");
  return { person, family };
}

async function issue(c: Ctx, says: CertifiedAffiliation): Promise<Certificate> {
  const { db, now } = c.get("services");
  const { id: affiliateId } = personOf(c);
  const wanted = {
    kind: "affiliation" as const,
    owner: { affiliateId },
    subject: todayOf(c),
    code: newCode(),
    says: JSON.stringify(says),
    issuedAt: now(),
  };
  const happened = { name: "certificateIssued", detail: { affiliate: affiliateId } } as const;
  return await act(c, happened, (entry) => issueCertificate(db, wanted, entry));
}

function answerCertificatePage(c: Ctx, person: CertifiedPerson, status: 200 | 409 = 200) {
  const { eps } = c.get("services").settings;
  const props = { person, otherPaper: paperInstead(person.state), eps };
  const content = <AffiliationCertificatePage {...props} csrfToken={csrfTokenOf(c) ?? ""} />;
  return answerPage(c, { ...VIEW, content }, status);
}
