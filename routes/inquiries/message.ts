import type { output, ZodType } from "zod";
import { FILES_NAME } from "../../components/parts/files_field.tsx";
import { NOTHING_LOST, Problem } from "../../domain/errors.ts";
import { MAX_FILE_BYTES, TOO_HEAVY, TOO_MANY } from "../../domain/inquiries/file.ts";
import type { ReceivedFile } from "../../lib/upload/upload.ts";
import { type Ctx, sessionOf } from "../context.ts";
import { CSRF_FIELD, refuseForeignCode } from "../guards/csrf.ts";
import { readForm, removeUpload, takeUpload, type UploadRules } from "../input.ts";

const TYPED_BYTES = 64 * 1024;
/** More than any text may have: a text that is too long gets its error beside its field. */
const MAX_FIELD_BYTES = 400_000;

const RULES: UploadRules = {
  limits: {
    largest: MAX_FILE_BYTES + TYPED_BYTES,
    // A few too many are told beside their field.
    maxFiles: 10,
    largestField: MAX_FIELD_BYTES,
    maxMs: 10 * 60 * 1000,
  },
  problems: {
    malformed: ["malformed", `El formulario llegó incompleto. ${NOTHING_LOST}`],
    repeated: ["invalid", "Un valor está repetido."],
    tooLarge: ["tooLarge", `${TOO_HEAVY} ${NOTHING_LOST}`],
    tooMany: ["invalid", `${TOO_MANY} ${NOTHING_LOST}`],
    tooSlow: ["malformed", `El envío tardó más de diez minutos. ${NOTHING_LOST}`],
    diskFull: ["unavailable", `No hay espacio en el disco del servidor. ${NOTHING_LOST}`],
  },
};

type Answer<Form> = (form: Form, files: ReceivedFile[]) => Promise<Response>;

/**
 * Takes a message with its files, which lie on the disk while `answer` judges and stores them. The
 * code of the form is judged before the first file is read. What is too large for typed text alone
 * waits for its turn: one form of a person at a time.
 */
export async function takeMessage<Schema extends ZodType>(
  c: Ctx,
  schema: Schema,
  answer: Answer<output<Schema>>,
): Promise<Response> {
  const length = Number(c.req.header("content-length") ?? Infinity);
  const take = () => takeNow(c, schema, answer);
  if (length <= TYPED_BYTES) return await take();
  return await c.get("services").queues.attachments.run(sessionOf(c).userId, take);
}

async function takeNow<Schema extends ZodType>(
  c: Ctx,
  schema: Schema,
  answer: Answer<output<Schema>>,
): Promise<Response> {
  const judgeCode = (fields: Map<string, string>) => refuseForeignCode(c, fields.get(CSRF_FIELD));
  const upload = await takeUpload(c, RULES, judgeCode);
  try {
    if (upload.files.some(({ field }) => field !== FILES_NAME)) throw new Problem("invalid");
    return await answer(readForm(schema, upload.fields), upload.files);
  } finally {
    await removeUpload(upload);
  }
}
