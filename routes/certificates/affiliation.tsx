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
import { act } from "../audit.ts";
import { type Ctx, type Env, personOf, todayOf } from "../context.ts";
import { beginDownload } from "../files/begin_download.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { answerPage, type View } from "../representation.tsx";
import { affiliationPaper } from "./affiliation_paper.ts";
import { newCode } from "./new_code.ts";

const OWN: Place = {
  title: "Certificado de afiliación",
  module: "Certificado",
  address: "/afiliados/certificado",
  back: { href: "/afiliados/inicio", name: "Módulos Portal" },
};

/** Where the page of a certificate stands. */
export type Place = Pick<View, "title" | "module"> & {
  address: string;
  back: { href: string; name: string };
};

/** `/afiliados/certificado`: what the certificate says, and with one click the certificate. */
export function affiliationCertificateRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => answerCertificatePage(c, personOf(c).id, OWN));
  routes.post("/", (c) => answerCertificate(c, personOf(c).id, OWN));
  return routes;
}

/** What the certificate of somebody says, or which paper is right. */
export async function answerCertificatePage(c: Ctx, affiliateId: number, place: Place) {
  const { person } = await onFile(c, affiliateId);
  return drawPage(c, person, place, 200);
}

/** The certificate of somebody as a PDF; the page where her state gives none. */
export async function answerCertificate(c: Ctx, affiliateId: number, place: Place) {
  const { person, family } = await onFile(c, affiliateId);
  const { eps, baseUrl } = c.get("services").settings;
  const says = certifyAffiliation(person, family, eps);
  if (!says) return drawPage(c, person, place, 409);
  const certificate = await issue(c, affiliateId, says);
  const detail = { certificate: certificate.id, affiliate: affiliateId };
  const download = await beginDownload(c, "papers", () => ({ detail }));
  try {
    const name = `Certificado_de_afiliacion_${todayOf(c)}.pdf`;
    return await answerPdf(c, name, affiliationPaper(certificate, baseUrl));
  } finally {
    download.place.end();
  }
}

async function onFile(c: Ctx, affiliateId: number) {
  const { person, family } = await findCertifiable(c.get("services").db, affiliateId);
  if (!person) throw new Problem("notFound");
  return { person, family };
}

async function issue(
  c: Ctx,
  affiliateId: number,
  says: CertifiedAffiliation,
): Promise<Certificate> {
  const { db, now } = c.get("services");
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

function drawPage(
  c: Ctx,
  person: CertifiedPerson,
  { title, module, ...place }: Place,
  status: 200 | 409,
) {
  const { eps } = c.get("services").settings;
  const csrfToken = csrfTokenOf(c) ?? "";
  const props = { ...place, person, otherPaper: paperInstead(person.state), eps, csrfToken };
  const content = <AffiliationCertificatePage {...props} />;
  return answerPage(c, { title, ...(module && { module }), content }, status);
}
