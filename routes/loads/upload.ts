import { Problem, type ProblemKind } from "../../domain/errors.ts";
import {
  type JudgeFields,
  type Received,
  receiveUpload,
  UploadError,
  type UploadFault,
} from "../../lib/upload/upload.ts";
import { makeUploadFolder, removeUploadFolder } from "../../lib/upload/folder.ts";
import type { Ctx } from "../context.ts";

/** The largest request that brings payment files (security, U1). */
export const MAX_UPLOAD_BYTES = 200 * 2 ** 20;
export const MAX_FILES = 20;

export type Upload = Received & { folder: string };

/**
 * Takes the files of a form onto the disk; `judgeFields` decides before the first of them is read.
 * Whoever gets the upload removes it. What cannot be taken is a Problem, and nothing stays.
 */
export async function takeUpload(c: Ctx, judgeFields?: JudgeFields): Promise<Upload> {
  if (Number(c.req.header("content-length") ?? 0) > MAX_UPLOAD_BYTES) throw problem("tooLarge");
  return await c.get("services").queues.uploads.run(async () => {
    const folder = await makeUploadFolder();
    try {
      return { ...await receive(c, folder, judgeFields), folder };
    } catch (error) {
      await removeUploadFolder(folder);
      throw error instanceof UploadError ? problem(error.fault) : error;
    }
  });
}

export async function removeUpload({ folder }: Upload): Promise<void> {
  await removeUploadFolder(folder);
}

function receive(c: Ctx, folder: string, judgeFields?: JudgeFields): Promise<Received> {
  const form = { body: c.req.raw.body, contentType: c.req.header("content-type") ?? "" };
  const limits = { largest: MAX_UPLOAD_BYTES, maxFiles: MAX_FILES };
  return receiveUpload(form, folder, limits, judgeFields);
}

const PROBLEMS: Record<UploadFault, [ProblemKind, string]> = {
  malformed: ["malformed", "La carga llegó incompleta, o no es un formulario con archivos."],
  tooLarge: ["tooLarge", "Los archivos pesan más de 200 MB: cárguelos en dos veces."],
  tooMany: ["invalid", `Cargue a lo sumo ${MAX_FILES} archivos de una vez.`],
  diskFull: ["unavailable", "No hay espacio en el disco del servidor: no se guardó nada."],
};

function problem(fault: UploadFault): Problem {
  return new Problem(...PROBLEMS[fault]);
}
