import type { JudgeFields } from "../../lib/upload/upload.ts";
import type { Ctx } from "../context.ts";
import { takeUpload, type Upload, type UploadRules } from "../input.ts";

/** The largest request that brings payment files (security, U1). */
export const MAX_UPLOAD_BYTES = 200 * 2 ** 20;
export const MAX_FILES = 20;

const RULES: UploadRules = {
  limits: {
    largest: MAX_UPLOAD_BYTES,
    maxFiles: MAX_FILES,
    largestField: 2048,
    maxMs: 60 * 60 * 1000,
  },
  problems: {
    malformed: ["malformed", "La carga llegó incompleta, o no es un formulario con archivos."],
    repeated: ["malformed", "La carga trae un campo dos veces."],
    tooLarge: ["tooLarge", "Los archivos pesan más de 200 MB: cárguelos en dos veces."],
    tooMany: ["invalid", `Cargue a lo sumo ${MAX_FILES} archivos de una vez.`],
    tooSlow: ["malformed", "La carga tardó más de una hora: cárguela en varias veces."],
    diskFull: ["unavailable", "No hay espacio en el disco del servidor: no se guardó nada."],
  },
};

/** Takes payment files in their turn. */
export async function takePaymentFiles(c: Ctx, judgeFields?: JudgeFields): Promise<Upload> {
  return await c.get("services").queues.uploads.run(() => takeUpload(c, RULES, judgeFields));
}
