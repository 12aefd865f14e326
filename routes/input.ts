import { zValidator } from "@hono/zod-validator";
import type { Context } from "hono";
import { type output, z, type ZodType } from "zod";
import { Problem, type ProblemKind } from "../domain/errors.ts";
import { freeMemory, storeInMemory } from "../lib/upload/memory.ts";
import {
  type JudgeFields,
  type Received,
  type ReceivedFile,
  receiveUpload,
  type StoreFile,
  type UploadLimits,
} from "../lib/upload/upload.ts";
import { UploadError, type UploadFault } from "../lib/upload/upload_error.ts";
import { documented } from "./api/describe.ts";
import { type Ctx, resumedForm } from "./context.ts";
import { CSRF_FIELD, refuseForeignCode } from "./guards/csrf.ts";
import { leadToPage, obeysResuming } from "./guards/resumed.ts";
import { stayAllowed } from "./guards/while_allowed.ts";

/*
 * Every input passes here, and JSON through `api/json_input.ts`. A repeated name, or a value of another
 * type, is refused as 422: nobody judges one of two values and uses the other.
 */

const MAX_TYPED = 100_000;

/**
 * What a person types into a field of many lines: the error beside the field says how much fits. A
 * body that is larger than any form is refused before this.
 */
export const typedText = z.string().max(MAX_TYPED).default("");

export function queryInput<Schema extends ZodType>(schema: Schema) {
  const validator = zValidator("query", schema, (result) => {
    if (!result.success) throw invalid(result.error.issues);
  });
  return documented("query", schema, validator);
}

/** What is variable in the path of an address. */
export function pathInput<Schema extends ZodType>(schema: Schema) {
  const validator = zValidator("param", schema, (result) => {
    if (!result.success) throw invalid(result.error.issues);
  });
  return documented("param", schema, validator);
}

/** Draws a form as it was typed, without doing what it asks for. */
export type DrawAgain<Form> = (c: Ctx, form: Form) => Response | Promise<Response>;

/**
 * The fields of a form. `drawAgain` draws it for whoever signs in again after the session had ended
 * (routes/accounts/resume.tsx); without it the empty form is shown.
 */
export function formInput<Schema extends ZodType>(
  schema: Schema,
  drawAgain?: DrawAgain<output<Schema>>,
) {
  const validator = zValidator("form", schema, (result, c) => {
    if (!result.success) throw invalid(result.error.issues);
    return isOfPortal(c) && resumedForm(c) ? answerResumed(c, result.data, drawAgain) : undefined;
  });
  return obeysResuming(validator);
}

/** The validator's type knows nothing of what the portal puts into every context. */
function isOfPortal(c: Context): c is Ctx {
  return c.get("services") !== undefined;
}

/** Draws a form again, or leads to its page where nobody said how. */
async function answerResumed<Form>(
  c: Ctx,
  form: Form,
  drawAgain: DrawAgain<Form> | undefined,
): Promise<Response> {
  return drawAgain ? await drawAgain(c, form) : leadToPage(c);
}

/** The limits of a form with files, and the sentences where it exceeds them. */
export type UploadRules = {
  limits: UploadLimits;
  problems: Record<UploadFault, [ProblemKind, string]>;
};

/**
 * Takes the files of a form to where `store` stores them; `judgeFields` decides before the first of
 * them is read. What cannot be taken, or was sent while the access ended, is a Problem; the caller removes what is then stored.
 */
export async function takeUpload<Place>(
  c: Ctx,
  { limits, problems }: UploadRules,
  store: StoreFile<Place>,
  judgeFields?: JudgeFields,
): Promise<Received<Place>> {
  if (resumedForm(c)) throw new Problem("conflict", "Escoja los archivos de nuevo.");
  const length = Number(c.req.header("content-length") ?? 0);
  if (length > limits.largest) throw new Problem(...problems.tooLarge);
  const form = { body: c.req.raw.body, contentType: c.req.header("content-type") ?? "" };
  const beganMs = c.get("services").now();
  try {
    const received = await receiveUpload(form, store, limits, judgeFields);
    await stayAllowed(c, beganMs);
    return received;
  } catch (error) {
    throw error instanceof UploadError ? new Problem(...problems[error.fault]) : error;
  }
}

/** Bytes of a form with typed text alone: such a form needs no place in a queue. */
export const TYPED_BYTES = 64 * 1024;

export type FormWithFiles<Schema extends ZodType> = {
  rules: UploadRules;
  schema: Schema;
  /** The one field that takes files. */
  fileField: string;
  /** Does the work in its turn, where the form is too large for typed text alone. */
  takeTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
  drawAgain?: DrawAgain<output<Schema>>;
};

/**
 * Takes a person's form with its files, which are in memory while `answer` checks and uses them:
 * the disk may be one that nobody can write on, and the queues say how many come in at once.
 * The code of the form is judged before the first file is read.
 * `drawAgain` as for `formInput`.
 */
export async function takeForm<Schema extends ZodType>(
  c: Ctx,
  form: FormWithFiles<Schema>,
  answer: (typed: output<Schema>, files: ReceivedFile[]) => Promise<Response>,
): Promise<Response> {
  const resumed = resumedForm(c);
  if (resumed) {
    const typed = readForm(form.schema, new Map(resumed.fields));
    return await answerResumed(c, typed, form.drawAgain);
  }
  const length = Number(c.req.header("content-length") ?? Infinity);
  const take = () => takeNow(c, form, answer);
  if (length <= TYPED_BYTES) return await take();
  return await form.takeTurn(take);
}

async function takeNow<Schema extends ZodType>(
  c: Ctx,
  { rules, schema, fileField }: FormWithFiles<Schema>,
  answer: (typed: output<Schema>, files: ReceivedFile[]) => Promise<Response>,
): Promise<Response> {
  const judgeCode = (fields: Map<string, string>) => refuseForeignCode(c, fields.get(CSRF_FIELD));
  const upload = await takeUpload(c, rules, storeInMemory, judgeCode);
  try {
    if (upload.files.some(({ field }) => field !== fileField)) throw new Problem("invalid");
    return await answer(readForm(schema, upload.fields), upload.files);
  } finally {
    freeMemory(upload.files);
  }
}

/** The fields of a form that was taken with its files, checked like those of any other. */
export function readForm<Schema extends ZodType>(
  schema: Schema,
  fields: Map<string, string>,
): output<Schema> {
  const result = schema.safeParse(Object.fromEntries(fields));
  if (!result.success) throw invalid(result.error.issues);
  return result.data;
}

function invalid(issues: readonly { path: PropertyKey[] }[]): Problem {
  const fields = [...new Set(issues.map((issue) => String(issue.path[0] ?? "")))];
  return new Problem(
    "invalid",
    "",
    fields.map((field) => ({ field, message: "El valor no es válido o está repetido." })),
  );
}
