import { Hono } from "hono";
import { z } from "zod";
import { ColumnsPage } from "../../components/reconciliation/columns_page.tsx";
import { ListPage } from "../../components/reconciliation/list_page.tsx";
import { ResultPage } from "../../components/reconciliation/result_page.tsx";
import { findKeptList, keepList } from "../../db/reconciliation/kept_lists.ts";
import { reconcileList } from "../../db/reconciliation/reconcile.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { NO_LIST_SENTENCE } from "../../domain/reconciliation/kept_list.ts";
import { readInvoices } from "../../domain/reconciliation/pasted.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { answerWorkbook } from "../answer_workbook.ts";
import { type Ctx, type Env, providerOf, roleMay, sessionOf } from "../context.ts";
import { beginDownload } from "../files/begin_download.ts";
import { workbookName } from "../files/provider_workbook.ts";
import { CRUCE } from "../guards/body_limits.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { requirePermission, requireProvider } from "../guards/authorize.ts";
import { formInput, queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import {
  CHOICES,
  type Choices,
  readChoices,
  readKept,
  takeList,
  takeListForm,
  type TakenList,
} from "./input.ts";
import { cruceWorkbook } from "./workbook.ts";
import { ACTAS } from "./actas.tsx";
import { prepareActa } from "./new_acta.ts";
import { STREAMED_FORM } from "../guards/resumed.ts";

const VIEW = { title: "Cruce de cartera", module: "Cruce de cartera" } as const;
/** Payments that are not in the list, on the page and in the workbook. */
const MAX_SHOWN = 100;
const MAX_DOWNLOADED = 100_000;
const MAX_ECHOED = 100_000;
/** 128 bits, which nobody guesses. */
const HANDLE_SIGNS = 32;

const ACTA_FORM = z.object({
  csrf: z.string().max(300).default(""),
  corte: z.string().max(20).default(""),
});

/**
 * `/cruce`: a list of invoices against what was paid. The list is kept for a day at an address of its
 * own, which says what was chosen, too; the result is made anew each time.
 */
export function cruceRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => answerForm(c));
  routes.get("/:lista", queryInput(CHOICES), async (c) => {
    const choices = c.req.valid("query");
    const answer = choices.columna === undefined ? answerColumns : answerResult;
    return await inTurn(c, () => answer(c, choices));
  });
  const download = requirePermission("download");
  routes.get("/:lista/cruce.xlsx", download, queryInput(CHOICES), async (c) => {
    return await answerDownload(c, c.req.valid("query"));
  });
  routes.post(
    "/:lista",
    requirePermission("report"),
    queryInput(CHOICES),
    formInput(ACTA_FORM, (c, form) => answerResult(c, CHOICES.parse(c.req.query()), form.corte)),
    (c) => inTurn(c, () => answerActa(c, c.req.valid("query"), c.req.valid("form"))),
  );
  return routes;
}

/** Brings the list. Mounted apart, because nobody else may read its body first. */
export function cruceListRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post(
    "/",
    requireProvider(),
    STREAMED_FORM,
    (c) =>
      takeListForm(c, async (form, file) => {
        const taken = await takeList(form, file);
        if ("message" in taken) return await answerForm(c, form.lista, taken);
        const handle = await keep(c, form.csrf, taken);
        return c.redirect(`${CRUCE}/${handle}`, 303);
      }, askAgain),
  );
  return routes;
}

/**
 * The code in the form is of one page, and nobody guesses it: the same list of the same page is kept
 * once, however often it is sent.
 */
async function keep(c: Ctx, code: string, list: TakenList): Promise<string> {
  const key = keyOf(c, sha256(JSON.stringify([code, list])).slice(0, HANDLE_SIGNS));
  const { db, now } = c.get("services");
  await keepList(db, key, list, now());
  return key.handle;
}

function keyOf(c: Ctx, handle: string) {
  return { handle, userId: sessionOf(c).userId, providerId: providerOf(c).id };
}

/** A person's lists are whole in memory one after the other. */
function inTurn(c: Ctx, work: () => Promise<Response>): Promise<Response> {
  return c.get("services").queues.lists.run(sessionOf(c).userId, work);
}

/** The list of the address, as the address reads it. */
async function chosenOf(c: Ctx, choices: Choices) {
  const { db, now } = c.get("services");
  const handle = c.req.param("lista") ?? "";
  const kept = await findKeptList(db, keyOf(c, handle), now());
  if (!kept) {
    const way = { href: CRUCE, words: "Empezar otro cruce" };
    throw new Problem("notFound", NO_LIST_SENTENCE, [], way);
  }
  const { text, ...about } = kept;
  const list = readKept(text);
  return { ...about, address: `${CRUCE}/${handle}`, list, ...readChoices(choices, list) };
}
type Chosen = Awaited<ReturnType<typeof chosenOf>>;

async function answerDownload(c: Ctx, choices: Choices): Promise<Response> {
  const { list, result, place } = await beginDownload(c, "downloads", async () => {
    const chosen = await chosenOf(c, choices);
    const detail = { cruce: chosen.list.rows.length, format: ".xlsx" };
    return { detail, list: chosen.list, result: await cross(c, chosen, MAX_DOWNLOADED) };
  });
  return answerWorkbook(c, workbookName(c, "Cruce"), cruceWorkbook(c, list, result), place);
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

async function answerColumns(c: Ctx, choices: Choices): Promise<Response> {
  const chosen = await chosenOf(c, choices);
  const content = <ColumnsPage {...chosen} invoices={invoicesOf(chosen)} />;
  return answerPage(c, { ...VIEW, content });
}

async function answerResult(
  c: Ctx,
  choices: Choices,
  cutoff = "",
  error?: FieldError,
): Promise<Response> {
  const chosen = await chosenOf(c, choices);
  const result = await cross(c, chosen, MAX_SHOWN);
  const acta = roleMay(c, "report")
    ? { cutoff, errors: error ? [error] : [], csrfToken: csrfTokenOf(c) ?? "" }
    : undefined;
  const canDownload = roleMay(c, "download");
  const content = <ResultPage {...chosen} result={result} canDownload={canDownload} acta={acta} />;
  return answerPage(c, { ...VIEW, content }, error ? 422 : 200);
}

/** Prepares an acta of the list. */
async function answerActa(
  c: Ctx,
  choices: Choices,
  form: z.infer<typeof ACTA_FORM>,
): Promise<Response> {
  const chosen = await chosenOf(c, choices);
  const prepared = await prepareActa(c, {
    typedCutoff: form.corte,
    invoices: invoicesOf(chosen),
    tolerance: chosen.tolerance,
    sent: JSON.stringify([form, chosen.address, choices]),
  });
  if (typeof prepared === "string") return c.redirect(`${ACTAS}/${prepared}`, 303);
  return await answerResult(c, choices, form.corte, prepared);
}

function invoicesOf({ list, columns, prefix }: Chosen) {
  return readInvoices(list, columns, prefix);
}

async function cross(c: Ctx, chosen: Chosen, maxUnlisted: number) {
  const wish = { tolerance: chosen.tolerance, maxUnlisted };
  return await reconcileList(c.get("services").db, providerOf(c), invoicesOf(chosen), wish);
}
