import type { OnDisk, StoreFile } from "./upload.ts";
import { UploadError } from "./upload_error.ts";

const PREFIX = "zona-ser-upload-";

/** A folder for files that are being read; whoever made it removes it with `removeUploadFolder`. */
export async function makeUploadFolder(): Promise<string> {
  return await Deno.makeTempDir({ prefix: PREFIX });
}

export async function removeUploadFolder(folder: string): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch(() => {});
}

/** Removes what processes that died left behind; `beforeMs` is younger than any upload takes. */
export async function sweepUploadFolders(beforeMs: number): Promise<void> {
  const sample = await makeUploadFolder();
  await removeUploadFolder(sample);
  const place = sample.slice(0, sample.lastIndexOf("/"));
  for await (const { name, isDirectory } of Deno.readDir(place)) {
    if (!isDirectory || !name.startsWith(PREFIX)) continue;
    const { mtime } = await Deno.stat(`${place}/${name}`).catch(() => ({ mtime: null }));
    if (mtime && mtime.getTime() < beforeMs) await removeUploadFolder(`${place}/${name}`);
  }
}

/** Writes received files into a folder, as `0`, `1` and so on. */
export function storeInFolder(folder: string): StoreFile<OnDisk> {
  return async ({ number, bytes }) => {
    const path = `${folder}/${number}`;
    try {
      using file = await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
      for await (const chunk of bytes) await writeWhole(file, chunk);
    } catch (cause) {
      const isFull = cause instanceof Error && "code" in cause && cause.code === "ENOSPC";
      throw isFull ? new UploadError("diskFull", { cause }) : cause;
    }
    return { path };
  };
}

async function writeWhole(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await file.write(bytes.subarray(written));
  }
}
