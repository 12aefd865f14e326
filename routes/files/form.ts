import type { output, ZodType } from "zod";
import { FILES_NAME } from "../../components/parts/files_field.tsx";
import { NOTHING_LOST } from "../../domain/errors.ts";
import { MAX_FILE_BYTES, TOO_HEAVY, TOO_MANY } from "../../domain/file.ts";
import type { ReceivedFile } from "../../lib/upload/upload.ts";
import { type Ctx, sessionOf } from "../context.ts";
import { type DrawAgain, takeForm, TYPED_BYTES, type UploadRules } from "../input.ts";

/** More than any text may have, so that a text that is too long gets its error beside its field. */
const MAX_FIELD_BYTES = 400_000;

const RULES: UploadRules = {
  limits: {
    largest: MAX_FILE_BYTES + TYPED_BYTES,
    // A few too many get an error beside their field.
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
  },
};

/** Takes a form that may have files attached, one at a time for each person. */
export async function takeFormWithFiles<Schema extends ZodType>(
  c: Ctx,
  schema: Schema,
  drawAgain: DrawAgain<output<Schema>>,
  answer: (form: output<Schema>, files: ReceivedFile[]) => Promise<Response>,
): Promise<Response> {
  const { attachments } = c.get("services").queues;
  return await takeForm(c, {
    rules: RULES,
    schema,
    fileField: FILES_NAME,
    takeTurn: (work) => attachments.run(sessionOf(c).userId, work),
    drawAgain,
  }, answer);
}

/** The same from anybody, one at a time for each place: nobody needs to have signed in. */
export async function takePublicFormWithFiles<Schema extends ZodType>(
  c: Ctx,
  schema: Schema,
  answer: (form: output<Schema>, files: ReceivedFile[]) => Promise<Response>,
  drawAgain?: DrawAgain<output<Schema>>,
): Promise<Response> {
  const { publicAttachments } = c.get("services").queues;
  return await takeForm(c, {
    rules: RULES,
    schema,
    fileField: FILES_NAME,
    takeTurn: (work) => publicAttachments.run(c.get("clientPlace"), work),
    ...(drawAgain && { drawAgain }),
  }, answer);
}
