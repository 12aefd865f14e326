import { ROOT } from "../../db/support/process.ts";

/** So many that few groups are made, so few that at the end of a run no core waits long for one. */
const MAX_FILES = 16;

export type Grouping = {
  /** Places whose files are not taken. */
  without?: string[];
  /** Whether a file stays alone, because a test of it fails and leaves things behind. */
  isAlone?: (file: string) => Promise<boolean>;
};

/**
 * Writes groups of test files into `folder`, each as a module that imports its files; answers them
 * in the order of `places`, which are files and folders of tests, each file taken once; first those
 * that stay alone. The tests of a group share an isolate: to read the portal's modules for each file
 * again takes longer than the tests of most files.
 */
export async function groupTests(
  folder: string,
  places: string[],
  { without = [], isAlone = () => Promise.resolve(false) }: Grouping = {},
): Promise<string[]> {
  const [alone, together] = [new Set<string>(), new Set<string>()];
  for (const place of places) {
    for await (const file of testsIn(place)) {
      if (without.some((one) => file.startsWith(one))) continue;
      (await isAlone(file) ? alone : together).add(file);
    }
  }
  const groups = [...alone];
  const all = [...together];
  for (let from = 0; from < all.length; from += MAX_FILES) {
    const group = `${folder}/group_${groups.length + 1}_test.ts`;
    const imports = all.slice(from, from + MAX_FILES)
      .map((file) => `import ${JSON.stringify(new URL(file, `file://${ROOT}`).href)};\n`);
    await Deno.writeTextFile(group, imports.join(""));
    groups.push(group);
  }
  return groups;
}

/** The files of tests in a place, those of a folder itself before those of its folders. */
async function* testsIn(place: string): AsyncGenerator<string> {
  if (place.endsWith(".ts")) return yield place;
  const entries = await Array.fromAsync(Deno.readDir(ROOT + place));
  entries.sort((one, other) => one.name < other.name ? -1 : 1);
  for (const { name, isFile } of entries) {
    if (isFile && name.endsWith("_test.ts")) yield `${place}/${name}`;
  }
  for (const { name, isDirectory } of entries) {
    if (isDirectory) yield* testsIn(`${place}/${name}`);
  }
}
