/** A file of the code, its path from the top of the repository. */
export type Source = { path: string; text: string };

/** Every file of TypeScript in these folders, however deep it lies. */
export async function* sourcesIn(folders: string[]): AsyncGenerator<Source> {
  for (const folder of folders) {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const path = `${folder}/${name}`;
      if (isDirectory) yield* sourcesIn([path]);
      else if (/\.tsx?$/.test(name)) yield { path, text: await Deno.readTextFile(path) };
    }
  }
}

const IMPORT = / from "([^"]+)"(?: with .*)?;$|import\("([^"]+)"\)/gm;

/** What a file imports, types and lazy imports included: files of ours by their path, packages. */
export function importsOf({ path, text }: Source): { files: string[]; packages: string[] } {
  const names = [...text.matchAll(IMPORT)].map(([, name, lazily]) => name ?? lazily ?? "");
  return {
    files: names.filter((name) => name.startsWith(".")).map((name) =>
      new URL(name, `file:///${path}`).pathname.slice(1)
    ),
    packages: names.filter((name) => !name.startsWith(".")),
  };
}
