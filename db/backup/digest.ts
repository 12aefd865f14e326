import { createHash } from "node:crypto";

/** Length and SHA-256 (hex) of a file of any size, read piece by piece. */
export async function sha256OfFile(path: string): Promise<{ bytes: number; sha256: string }> {
  using file = await Deno.open(path);
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of file.readable) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** What `path.sha256` says that the file must be; undefined where there is no such file. */
export async function expectedSha256(path: string): Promise<string | undefined> {
  try {
    const text = await Deno.readTextFile(`${path}.sha256`);
    return /^[0-9a-f]{64}/.exec(text)?.[0];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
