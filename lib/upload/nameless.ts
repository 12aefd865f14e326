/**
 * Opens a temporary file whose name is gone at once: nobody else reads it, and a killed process leaves
 * nothing behind. `folder` is the one of temporary files unless it is given. Throws where nothing can
 * be written.
 */
export function openNameless<Opened>(open: (path: string) => Opened, folder?: string): Opened {
  const path = Deno.makeTempFileSync(folder === undefined ? {} : { dir: folder });
  try {
    return open(path);
  } finally {
    Deno.removeSync(path);
  }
}
