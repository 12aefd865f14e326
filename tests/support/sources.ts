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

const NAMED = /(?:import|export)(?: type)? \{([^}]*)\} from "(\.[^"]+)"/g;
const LAZY = /const \{([^}]*)\} = await import\(\s*"(\.[^"]+)"/g;
const WHOLE = /(?:import \* as \w+ from|export \* from|import\()\s*"(\.[^"]+)"/g;

/** What a file imports of files of ours, as `path name`; `path *` where it takes all of one. */
export function namesImportedBy({ path, text }: Source): string[] {
  const pathOf = (name: string) => new URL(name, `file:///${path}`).pathname.slice(1);
  const lazily = [...text.matchAll(LAZY)];
  const named = [...text.matchAll(NAMED), ...lazily].flatMap(([, names = "", from = ""]) =>
    names.split(",").map((name) =>
      `${pathOf(from)} ${name.replace(/\btype /, "").split(/ as |:/)[0]?.trim()}`
    )
  );
  const taken = lazily.map(([, , from]) => from);
  const whole = [...text.matchAll(WHOLE)].filter(([, from]) => !taken.includes(from));
  return [...named, ...whole.map(([, from = ""]) => `${pathOf(from)} *`)];
}
