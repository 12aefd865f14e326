import { Hono } from "hono";
import { z } from "zod";
import { WithholdingPage } from "../../components/certificates/withholding_page.tsx";
import { issueCertificate } from "../../db/certificates/issue.ts";
import { findCertifiableWithholding } from "../../db/certificates/withholding.ts";
import type { Certificate } from "../../domain/certificates/certificate.ts";
import { periodKey, TAX_WORDS, type TaxPeriod } from "../../domain/certificates/period.ts";
import { certifyWithholding, isOver } from "../../domain/certificates/withholding.ts";
import { Problem } from "../../domain/errors.ts";
import { answerWorkbook } from "../answer_workbook.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, providerOf, roleMay, todayOf } from "../context.ts";
import { beginDownload } from "../files/begin_download.ts";
import { requirePermission } from "../guards/authorize.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { formInput, queryInput } from "../input.ts";
import { answerPdf } from "../papers/answer_pdf.ts";
import { answerPage } from "../representation.tsx";
import { newCode } from "./new_code.ts";
import { withholdingPaper } from "./withholding_paper.ts";
import { askPeriod, askWithholdingYear } from "./withholding_questions.ts";
import { linesName, linesWorkbook } from "./withholding_workbook.ts";

const VIEW = { title: "Certificados de retención", module: "Certificados" } as const;
const short = z.string().max(20);
const PERIOD = z.object({ impuesto: short, periodo: short });

/** `/certificados?anio=2025`, its PDFs, and the lines behind each as a workbook. */
export function withholdingRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(z.object({ anio: short.optional() })), async (c) => {
    const asked = await askWithholdingYear(c, c.req.valid("query").anio);
    const props = {
      ...asked,
      epsName: c.get("services").settings.eps.name,
      canDownload: roleMay(c, "download"),
      csrfToken: csrfTokenOf(c) ?? "",
    };
    return answerPage(c, { ...VIEW, content: <WithholdingPage {...props} /> });
  });

  routes.post("/", requirePermission("download"), formInput(PERIOD), async (c) => {
    const period = askPeriod(c.req.valid("form"));
    const certificate = await certify(c, period);
    const detail = { certificate: certificate.id };
    const { place } = await beginDownload(c, "papers", () => ({ detail }));
    try {
      const paper = withholdingPaper(certificate, c.get("services").settings.baseUrl);
      const name = `Certificado_${TAX_WORDS[period.tax].column}_${periodKey(period)}.pdf`;
      return await answerPdf(c, name, paper);
    } finally {
      place.end();
    }
  });

  routes.get("/renglones.xlsx", requirePermission("download"), queryInput(PERIOD), async (c) => {
    const period = askPeriod(c.req.valid("query"));
    const detail = { withholding: `${period.tax} ${periodKey(period)}`, format: ".xlsx" };
    const { workbook, place } = await beginDownload(c, "downloads", async () => ({
      detail,
      workbook: await linesWorkbook(c, period),
    }));
    return answerWorkbook(c, linesName(c, period), workbook, place);
  });
  return routes;
}

/** The certificate of a period: the one that is out, where it still says the same. */
async function certify(c: Ctx, period: TaxPeriod): Promise<Certificate> {
  const { db, now, settings: { eps } } = c.get("services");
  const provider = providerOf(c);
  if (!isOver(period, todayOf(c))) {
    throw new Problem("conflict", "Ese período no ha terminado.");
  }
  const found = await findCertifiableWithholding(db, provider.id, period);
  const { sums, terms, before, municipality } = found;
  if (!terms) throw new Problem("conflict", `${eps.name} aún no ha preparado ese certificado.`);
  if (sums.lines === 0 && !before) {
    throw new Problem("notFound", "En ese período no se le retuvo nada.");
  }
  const parties = { provider: { ...provider, municipality }, terms, eps, before };
  const says = certifyWithholding(period, sums, parties);
  if (!says && before) return before;
  const wanted = {
    kind: period.tax,
    owner: { providerId: provider.id },
    subject: periodKey(period),
    code: newCode(),
    says: JSON.stringify(says),
    issuedAt: now(),
  };
  const detail = { withholding: `${period.tax} ${periodKey(period)}` };
  const happened = { name: "certificateIssued", detail } as const;
  return await act(c, happened, (entry) => issueCertificate(db, wanted, entry));
}
