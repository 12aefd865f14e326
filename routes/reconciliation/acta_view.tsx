import { z } from "zod";
import { ActaPage, type ActaPageProps } from "../../components/reconciliation/acta_page.tsx";
import { actaHref, ActasPage } from "../../components/reconciliation/actas_page.tsx";
import type { ActaWork } from "../../components/reconciliation/acta_line.tsx";
import { hasDone } from "../../db/audit/done_before.ts";
import { findActa, type FoundActa } from "../../db/reconciliation/actas.ts";
import { REPRESENTATIVE_NAME } from "../../db/accounts/users.ts";
import { Problem } from "../../domain/errors.ts";
import {
  type Acta,
  type ListedActa,
  MAX_ACTA_LINES,
  type Signature,
} from "../../domain/reconciliation/acta.ts";
import { movedOnSentence } from "../../domain/reconciliation/moved_on.ts";
import { auditFirst } from "../audit.ts";
import { type Ctx, providerOf, roleMay, sessionOf, todayOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { answerPdf } from "../papers/answer_pdf.ts";
import { answerPage } from "../representation.tsx";
import { actaPaper } from "./acta_paper.ts";
import { pageCount } from "../../domain/paging.ts";
import { requirePage, wantedPage } from "../guards/wanted_page.ts";

export type Side = "provider" | "staff";

const LINES_A_PAGE = 50;

const pageNumber = z.string().max(100).default("");
export const LIST_QUERY = z.object({ pagina: pageNumber });
export const ACTA_QUERY = z.object({
  pagina: pageNumber,
  hecho: z.enum(["guardada", "enviada", "respondida", "cerrada"]).optional(),
});

const NOTICES = {
  guardada: "Guardado.",
  enviada: "El acta quedó enviada. La EPS responde cada diferencia.",
  respondida: "La respuesta quedó entregada. La IPS la revisa y cierra el acta.",
  cerrada: "El acta quedó cerrada por las dos partes.",
};

type FindActas = (page: number) => Promise<{ actas: ListedActa[]; count: number }>;

/** One page of the actas of a provider, or of those that wait for the staff. */
export async function answerActaList(c: Ctx, side: Side, pagina: string, find: FindActas) {
  const page = wantedPage(pagina);
  const found = await find(page);
  requirePage(page, found.count);
  const content = <ActasPage side={side} {...found} page={page} today={todayOf(c)} />;
  return answerPage(c, { title: "Conciliaciones", module: "Conciliaciones", content });
}

/** An acta with the lines of the page that is asked for; 404 where it is none of this reader's. */
export async function actaOf(c: Ctx, side: Side, pagina: string) {
  const page = wantedPage(pagina);
  const place = { after: (page - 1) * LINES_A_PAGE, limit: LINES_A_PAGE };
  const found = await find(c, side, place);
  requirePage(page, found.acta.lineCount, LINES_A_PAGE);
  return { ...found, page, pages: pageCount(found.acta.lineCount, LINES_A_PAGE) };
}

async function find(c: Ctx, side: Side, place: { after: number; limit: number }) {
  const { db } = c.get("services");
  const whose = side === "staff" ? "staff" : { providerId: providerOf(c).id };
  const found = await findActa(db, c.req.param("folio") ?? "", whose, place);
  if (!found) throw new Problem("notFound", "No encontramos esa acta.");
  return found;
}

/** The acta with all of its lines. */
export async function wholeActaOf(c: Ctx, side: Side): Promise<FoundActa> {
  return await find(c, side, { after: 0, limit: MAX_ACTA_LINES });
}

/** What a reader may do with an acta now. */
function workOf(c: Ctx, side: Side, { state }: Acta): ActaWork {
  if (side === "staff") return state === "sent" ? "answer" : "none";
  if (!roleMay(c, "report")) return "none";
  return state === "draft" ? "prepare" : state === "answered" ? "review" : "none";
}

/** Who signs now. */
export function signatureOf(c: Ctx): Signature {
  return { name: sessionOf(c).user.name || REPRESENTATIVE_NAME, at: c.get("services").now() };
}

/** How long a form that is sent a second time leads to where the first sending led. */
const AGAIN_MS = 24 * 60 * 60_000;

/** Whether whoever asks has done this to the acta lately: then the form was sent twice. */
export async function hasJustDone(
  c: Ctx,
  name: "actaSent" | "actaAnswered" | "actaClosed" | "actaDiscarded",
  folio: string,
): Promise<boolean> {
  const { db, now } = c.get("services");
  const { userId } = sessionOf(c);
  return await hasDone(db, { userId, name, folio, sinceMs: now() - AGAIN_MS });
}

/** An acta does not take what was sent: why, and the way to what it says now. */
export function actaProblem(side: Side, acta: Acta, message = movedOnSentence(acta)): Problem {
  return new Problem("conflict", message, [], {
    href: actaHref(side, acta.folio),
    words: "Ver el acta",
  });
}

type Shown = Awaited<ReturnType<typeof actaOf>> & {
  done?: keyof typeof NOTICES | undefined;
} & Partial<Pick<ActaPageProps, "errors" | "typed">>;

export function answerActaPage(c: Ctx, side: Side, { done, ...shown }: Shown) {
  const { errors = [], typed = new Map() } = shown;
  const content = (
    <ActaPage
      {...shown}
      side={side}
      work={workOf(c, side, shown.acta)}
      typed={typed}
      errors={errors}
      eps={c.get("services").settings.eps}
      canDownload={side === "staff" || roleMay(c, "download")}
      notice={done && NOTICES[done]}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Acta de conciliación", module: "Conciliaciones", content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}

/** The acta as a PDF, recorded as a download. */
export async function answerActaPaper(c: Ctx, side: Side): Promise<Response> {
  const { acta, lines } = await wholeActaOf(c, side);
  await auditFirst(c, { name: "download", detail: { folio: acta.folio, format: ".pdf" } });
  const paper = actaPaper(acta, lines, c.get("services").settings.eps);
  return await answerPdf(c, `Acta_${acta.folio}.pdf`, paper);
}
