import { Hono } from "hono";
import { findReport } from "../../db/loads/history.ts";
import { idOfKeyedLoad } from "../../db/loads/uploads/keyed.ts";
import { Problem } from "../../domain/errors.ts";
import type { LoadSubject } from "../../domain/loads/kind.ts";
import { emptyReport, toReportJson } from "../../domain/loads/report.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { describe } from "../api/describe.ts";
import { checked, readJson } from "../api/json_input.ts";
import { requireStaff } from "../guards/authorize.ts";
import { stayAllowed } from "../guards/while_allowed.ts";
import type { Ctx, Env } from "../context.ts";
import { answerOnce, type JsonAnswer } from "../idempotency.ts";
import { beginLoad, judgeDry, problemOf, publish } from "./acts.ts";
import { pathInput } from "../input.ts";
import { GET_LOAD, PUBLISH_LOAD, SEND_LOAD } from "./api_operations.ts";
import { LOAD_FORM, LOAD_PATH, PUBLICATION } from "./api_schemas.ts";
import { digestOf, dropFiles, type LoadUpload, takePaymentFiles } from "./upload.ts";

/** How long a script waits for the report; after that it must ask again. */
const MAX_WAIT_MS = 20_000;
const SOURCE = "API";
/** Programs are the treasury's. */
const OF_SCRIPTS: LoadSubject = "payments";

/** `/api/v1/loads`: what the treasury does in the browser, for its programs. */
export function apiLoadRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(requireStaff("loadPayments"));

  routes.post("/", describe(SEND_LOAD), async (c) => {
    const upload = await takePaymentFiles(c);
    let isBegun = false;
    try {
      const wish = readWish(upload);
      const keyed = { scope: scopeOf(c, "/loads"), requestSha256: digestOf(upload) };
      return await answerOnce(c, keyed, () => {
        isBegun = true;
        return wish.dryRun ? dryRun(c, upload) : load(c, upload, wish, keyed);
      });
    } finally {
      if (!isBegun) await dropFiles(c.get("services").db, upload.files);
    }
  });

  routes.get("/:id", describe(GET_LOAD), pathInput(LOAD_PATH), async (c) => {
    const report = await findReport(c.get("services").db, c.req.valid("param").id, OF_SCRIPTS);
    if (!report) throw new Problem("notFound", "No encontramos esa carga.");
    return c.json(toReportJson(report));
  });

  routes.post("/:id/publish", describe(PUBLISH_LOAD), pathInput(LOAD_PATH), async (c) => {
    const id = c.req.valid("param").id;
    const text = await sentText(c);
    const { controlTotal } = readJson(PUBLICATION, text);
    const keyed = { scope: scopeOf(c, `/loads/${id}/publish`), requestSha256: sha256(text) };
    return await answerOnce(c, keyed, async () => {
      const publication = { userId: userOf(c), controlTotal, subject: OF_SCRIPTS };
      const outcome = await publish(c, id, publication);
      if (!outcome.isDone) throw problemOf(outcome);
      const report = await findReport(c.get("services").db, id, OF_SCRIPTS) ?? outcome.report;
      return { status: 200, body: toReportJson(report) };
    });
  });
  return routes;
}

async function sentText(c: Ctx): Promise<string> {
  const beganMs = c.get("services").now();
  const text = await c.req.text();
  await stayAllowed(c, beganMs);
  return text;
}

function userOf(c: Ctx): number {
  const staff = c.get("staff");
  if (!staff) throw new Problem("signedOut");
  return staff.userId;
}

function scopeOf(c: Ctx, address: string): string {
  return `staff ${userOf(c)} POST ${address}`;
}

type Keyed = { scope: string; requestSha256: string };
type Wish = { dryRun: boolean; withoutNotices: boolean };

function readWish({ fields, files }: LoadUpload): Wish {
  const form = checked(LOAD_FORM, { ...Object.fromEntries(fields), files });
  return { dryRun: form.dryRun === "true", withoutNotices: form.withoutNotices === "true" };
}

async function dryRun(c: Ctx, upload: LoadUpload): Promise<JsonAnswer> {
  return { status: 200, body: toReportJson(await judgeDry(c, upload, OF_SCRIPTS)) };
}

/**
 * The same for the same files with the same key, so that a request whose first answer was lost with
 * its process finds the load that it opened.
 */
async function loadIdOf(c: Ctx, { scope, requestSha256 }: Keyed): Promise<string | undefined> {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return undefined;
  const { db, now } = c.get("services");
  return await idOfKeyedLoad(db, sha256(`${scope} ${key} ${requestSha256}`), now());
}

/** The report where it is ready in time, else that of a load that is being judged. */
async function load(
  c: Ctx,
  upload: LoadUpload,
  { withoutNotices }: Wish,
  keyed: Keyed,
): Promise<JsonAnswer> {
  const chosen = { withoutNotices, isWholeRegister: false, subject: OF_SCRIPTS };
  const wish = { userId: userOf(c), source: SOURCE, ...chosen };
  const { id, number, judged } = await beginLoad(c, upload, wish, await loadIdOf(c, keyed));
  c.header("Location", `/api/v1/loads/${id}`);
  await soon(judged);
  const report = await findReport(c.get("services").db, id, OF_SCRIPTS) ??
    emptyReport({ id, number }, "judging");
  return { status: report.status === "judging" ? 202 : 201, body: toReportJson(report) };
}

async function soon<Value>(work: Promise<Value | undefined>): Promise<Value | undefined> {
  const waited = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => waited.resolve(undefined), MAX_WAIT_MS);
  try {
    return await Promise.race([work, waited.promise]);
  } finally {
    clearTimeout(timer);
  }
}
