import type { Read } from "../../../db/reader.ts";
import { ROOT, temporaryFolder } from "../../db/support/process.ts";

/**
 * Every question of the portal with some value in each place: `every_question.ts` runs where each
 * module that asks for `question` gets one that notes what it makes.
 */
export async function questionsOfPortal(): Promise<Read[]> {
  await using folder = await temporaryFolder();
  const map = `${folder.path}/imports.json`;
  const url = (path: string) => new URL(path, `file://${ROOT}`).href;
  const { imports } = JSON.parse(await Deno.readTextFile(`${ROOT}deno.json`));
  // deno.json names a package with all that lies in it; an import map has to say so.
  for (const [name, target] of Object.entries<string>(imports)) {
    if (target.startsWith("npm:")) imports[`${name}/`] ??= `${target.replace("npm:", "npm:/")}/`;
  }
  const [made, noted] = [url("db/question.ts"), url("tests/support/sqld/noted_question.ts")];
  await Deno.writeTextFile(
    map,
    JSON.stringify({
      imports: { ...imports, [made]: noted },
      scopes: { [url("tests/support/sqld/")]: { [made]: made } },
    }),
  );
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      `--import-map=${map}`,
      "tests/support/sqld/every_question.ts",
    ],
    cwd: ROOT,
  }).output();
  const text = new TextDecoder();
  if (stdout.length === 0) throw new Error(text.decode(stderr));
  return JSON.parse(text.decode(stdout));
}
