import { Hono } from "hono";
import { z } from "zod";
import { MarkPage } from "../../components/payments/mark_page.tsx";
import { markHref, openHref } from "../../components/payments/links.ts";
import { formatInstant } from "../../domain/dates.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { MAX_MARK_NOTE, type VoucherMark } from "../../domain/payments/mark.ts";
import { lengthProblem } from "../../domain/text_length.ts";
import type { Ctx, Env } from "../context.ts";
import { requirePermission } from "../guards/authorize.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { formInput, queryInput, typedText } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { askMark, askVoucher, placeOf } from "./questions.ts";
import { readTyped, WAY_BACK } from "./typed_filter.ts";
import { wantedPage } from "../guards/wanted_page.ts";

const FORM = z.object({
  accion: z.enum(["marcar", "quitar", "guardar"]).default("guardar"),
  trabajado: z.string().max(10).default(""),
  nota: typedText,
  visto: z.string().max(20).default("0"),
});
type Form = z.infer<typeof FORM>;

/**
 * What a team notes on a voucher for itself, with a form for a few words. None of it goes into the
 * audit log, which the EPS reads; the mark itself says who made it, and when.
 */
export function markRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use("/:documentNumber/trabajado", requirePermission("mark"));
  routes.get("/:documentNumber/trabajado", queryInput(WAY_BACK), async (c) => {
    return await answerForm(c, c.req.valid("query"));
  });

  routes.post(
    "/:documentNumber/trabajado",
    queryInput(WAY_BACK),
    formInput(FORM, (c, form) => answerForm(c, {}, { form })),
    async (c) => {
      const [query, form] = [c.req.valid("query"), c.req.valid("form")];
      const message = form.accion === "guardar" && lengthProblem(form.nota, MAX_MARK_NOTE);
      const errors = message ? [{ field: "nota", message }] : [];
      if (errors.length > 0) return await answerForm(c, query, { form, errors, status: 422 });
      if (await mark(c, form)) return c.redirect(waysOf(c, query).back, 303);
      return await answerForm(c, query, { form, status: 409 });
    },
  );
  return routes;
}

async function mark(c: Ctx, form: Form): Promise<boolean> {
  return await askMark(c, {
    documentNumber: numberOf(c),
    isWorked: isWorked(form),
    note: form.accion === "guardar" ? form.nota.trim() : undefined,
    seenAt: Number(form.visto) || 0,
  });
}

function isWorked({ accion, trabajado }: Form): boolean {
  return accion === "guardar" ? trabajado !== "" : accion === "marcar";
}

type Answer = { form?: Form; errors?: FieldError[]; status?: 409 | 422 };

/** The form, as it was typed or as it is stored; 404 where the provider has no such voucher. */
async function answerForm(
  c: Ctx,
  query: z.infer<typeof WAY_BACK>,
  { form, errors = [], status }: Answer = {},
) {
  const { voucher, mark } = await askVoucher(c, numberOf(c), { ...placeOf(1), perPage: 1 });
  const content = (
    <MarkPage
      {...waysOf(c, query)}
      voucher={voucher}
      mark={mark}
      typed={typedOf(form, mark)}
      errors={status === 409 ? [changedMeanwhile(mark)] : errors}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const title = `Nota del comprobante ${voucher.documentNumber}`;
  return answerPage(c, { title, module: "Financiera", content }, status ?? 200);
}

function typedOf(form: Form | undefined, mark: VoucherMark | undefined) {
  if (!form) return { isWorked: mark?.isWorked ?? false, note: mark?.note ?? "" };
  const note = form.accion === "guardar" ? form.nota : mark?.note ?? "";
  return { isWorked: isWorked(form), note };
}

function changedMeanwhile(mark: VoucherMark | undefined): FieldError {
  const who = mark ? `${mark.markedBy}, ${formatInstant(mark.markedAt)}` : "otra persona";
  const stored = mark?.note ? ` Ahora dice: “${mark.note}”.` : "";
  const message = `Alguien la cambió mientras usted escribía (${who}).${stored} Guarde de nuevo.`;
  return { field: "nota", message };
}

/** The detail that one came from, and the address of the form. */
function waysOf(c: Ctx, query: z.infer<typeof WAY_BACK>): { back: string; action: string } {
  const reading = readTyped(c, query);
  if ("errors" in reading) throw new Problem("invalid", "", reading.errors);
  const [documentNumber, listPage] = [numberOf(c), wantedPage(query.lista)];
  return {
    back: openHref(reading.filter, documentNumber, { listPage }),
    action: markHref(reading.filter, documentNumber, listPage),
  };
}

function numberOf(c: Ctx): string {
  return c.req.param("documentNumber") ?? "";
}
