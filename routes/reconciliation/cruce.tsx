import { Hono } from "hono";
import { ColumnsPage } from "../../components/reconciliation/columns_page.tsx";
import { ListPage } from "../../components/reconciliation/list_page.tsx";
import { ResultPage } from "../../components/reconciliation/result_page.tsx";
import { reconcileList } from "../../db/reconciliation/reconcile.ts";
import type { FieldError } from "../../domain/errors.ts";
import { readInvoices } from "../../domain/reconciliation/pasted.ts";
import { answerWorkbook } from "../answer_workbook.ts";
import { type Ctx, type Env, providerOf, roleMay } from "../context.ts";
import { beginDownload } from "../files/begin_download.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { requirePermission, requireProvider } from "../guards/authorize.ts";
import { answerPage } from "../representation.tsx";
import { type CruceForm, readChoices, type ReadList, takeCruce, takeList } from "./input.ts";
import { cruceWorkbook } from "./workbook.ts";
import { ACTAS } from "./actas.tsx";
import { prepareActa } from "./new_acta.ts";
import { STREAMED_FORM } from "../guards/resumed.ts";

const VIEW = { title: "Cruce de cartera", module: "Cruce de cartera" } as const;
/** Payments that are not in the list, on the page and in the workbook. */
const MAX_SHOWN = 100;
const MAX_DOWNLOADED = 100_000;
const MAX_ECHOED = 100_000;

/**
 * `/cruce`: a list of invoices against what was paid. The list is sent with each step; none is
 * stored.
 */
export function cruceRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => answerForm(c));
  return routes;
}

/** The steps that bring a list. Mounted apart, because nobody else may read its body first. */
export function cruceListRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(requireProvider());
  routes.post("/", STREAMED_FORM, (c) => takeStep(c, answerStep));
  routes.post("/acta", requirePermission("report"), STREAMED_FORM, (c) => takeStep(c, answerActa));
  const download = requirePermission("download");
  routes.post("/descargar", download, STREAMED_FORM, (c) => takeStep(c, answerDownload));
  return routes;
}

type AnswerStep = (c: Ctx, form: CruceForm, taken: ReadList) => Promise<Response>;

/** Takes the form of a step; where its list cannot be read, the first one again, with what was typed. */
async function takeStep(c: Ctx, answer: AnswerStep): Promise<Response> {
  return await takeCruce(c, async (form, file) => {
    const taken = await takeList(form, file);
    return "message" in taken ? answerForm(c, form.lista, taken) : await answer(c, form, taken);
  }, askAgain);
}

async function answerStep(c: Ctx, form: CruceForm, taken: ReadList): Promise<Response> {
  return form.paso === "cruce" ? await answerResult(c, form, taken) : answerColumns(c, form, taken);
}

async function answerDownload(c: Ctx, form: CruceForm, taken: ReadList): Promise<Response> {
  const detail = { cruce: taken.list.rows.length, format: ".xlsx" };
  const { result, place } = await beginDownload(c, "downloads", async () => ({
    detail,
    result: await cross(c, choicesOf(c, form, taken), MAX_DOWNLOADED),
  }));
  return answerWorkbook(c, nameOf(c), cruceWorkbook(c, taken.list, result), place);
}

/** Where the session ended meanwhile: the list was stored nowhere. */
function askAgain(c: Ctx): Promise<Response> {
  const message = "Su sesión terminó y su lista no se guardó: péguela de nuevo.";
  return answerForm(c, "", { field: "lista", message });
}

/** A list that is too long to be corrected by hand is not sent back. */
function answerForm(c: Ctx, typed = "", error?: FieldError): Promise<Response> {
  const errors = error ? [error] : [];
  const list = typed.length > MAX_ECHOED ? "" : typed;
  const content = <ListPage list={list} errors={errors} csrfToken={csrfTokenOf(c) ?? ""} />;
  return answerPage(c, { ...VIEW, content, isFormKept: false }, error ? 422 : 200);
}

function answerColumns(c: Ctx, form: CruceForm, taken: ReadList): Promise<Response> {
  const choices = choicesOf(c, form, taken);
  const invoices = readInvoices(taken.list, choices.columns, choices.prefix);
  return answerPage(c, { ...VIEW, content: <ColumnsPage {...choices} invoices={invoices} /> });
}

async function answerResult(
  c: Ctx,
  form: CruceForm,
  taken: ReadList,
  error?: FieldError,
): Promise<Response> {
  const choices = choicesOf(c, form, taken);
  const result = await cross(c, choices, MAX_SHOWN);
  const canDownload = roleMay(c, "download");
  const acta = roleMay(c, "report")
    ? { cutoff: form.corte, errors: error ? [error] : [] }
    : undefined;
  const content = <ResultPage {...choices} result={result} canDownload={canDownload} acta={acta} />;
  return answerPage(c, { ...VIEW, content }, error ? 422 : 200);
}

/** Prepares an acta of the list: the only thing of a cruce that is stored. */
async function answerActa(c: Ctx, form: CruceForm, taken: ReadList): Promise<Response> {
  const { list, columns, tolerance, prefix } = choicesOf(c, form, taken);
  const invoices = readInvoices(list, columns, prefix);
  const sent = JSON.stringify({ ...form, lista: taken.text });
  const prepared = await prepareActa(c, { typedCutoff: form.corte, invoices, tolerance, sent });
  if (typeof prepared === "string") return c.redirect(`${ACTAS}/${prepared}`, 303);
  return await answerResult(c, form, taken, prepared);
}

function choicesOf(c: Ctx, form: CruceForm, taken: ReadList) {
  return { ...taken, ...readChoices(form, taken.list), csrfToken: csrfTokenOf(c) ?? "" };
}

async function cross(
  c: Ctx,
  { list, columns, tolerance, prefix }: ReturnType<typeof choicesOf>,
  maxUnlisted: number,
) {
  const { db } = c.get("services");
  const invoices = readInvoices(list, columns, prefix);
  return await reconcileList(db, providerOf(c), invoices, { tolerance, maxUnlisted });
}

/** `MutualSer_900356158_Cruce.xlsx`. */
function nameOf(c: Ctx): string {
  const { eps } = c.get("services").settings;
  return `${eps.name.replace(/\s/g, "")}_${providerOf(c).nit}_Cruce.xlsx`;
}
