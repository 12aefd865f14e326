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
