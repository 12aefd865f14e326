import { assert, assertEquals } from "@std/assert";
import { encodingOf } from "../../support/programs/encoding.ts";
import { aSettlement, aVoucher, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import {
  hasProgram,
  type RunningPortal,
  runningPortal,
} from "../../support/programs/running_portal.ts";

/** An example of the guide: its language, its text, and the answer that the guide says it gets. */
type Example = { language: string; code: string; answer?: string };

const GUIDE = await Deno.readTextFile("docs/api.md");
const EXAMPLES = examplesOf(GUIDE);

/** How an example is run: the program, where it is on this machine, and what is put before its file. */
const RUNNERS: Record<string, { program: string; ending: string; args: string[] }> = {
  sh: { program: "bash", ending: "sh", args: ["-euo", "pipefail"] },
  python: { program: "python3", ending: "py", args: [] },
  ts: {
    program: Deno.execPath(),
    ending: "ts",
    args: ["run", "--check", "--no-config", "--allow-env", "--allow-net"],
  },
};

Deno.test("every example of the guide runs against the portal and gets the answer that stands under it", async (t) => {
  await using running = await runningPortal();
  const { folder } = running.portal;
  const files = {
    comprobantes: [VOUCHERS_HEADER, aVoucher({ number: "N-1" })],
    facturas: [SETTLEMENTS_HEADER, aSettlement("N-1", "FEV-1", "1000,00")],
  };
  for (const [name, rows] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/${name}.csv`, rows.join("\n"));
  }
  const languages = EXAMPLES.map(({ language }) => language);
  assertEquals(new Set(languages), new Set(["sh", "python", "ts", "powerquery"]));
  await t.step("answers are compressed for whoever asks for it", async () => {
    const { origin, env: { TOKEN } } = running;
    const address = `${origin}/api/v1/vouchers?updatedSince=`;
    const headers = { authorization: `Bearer ${TOKEN}` };
    assertEquals(await encodingOf(address, "gzip", headers), "gzip");
  });
  for (const [index, example] of EXAMPLES.entries()) {
    const { language, code } = example;
    const program = RUNNERS[language]?.program;
    const isHere = program === undefined || await canRun(program, code);
    if (!isHere) console.log(`${program} or curl is not on this machine: an example is not run`);
    await t.step({
      name: `${index + 1}: ${code.split("\n")[0]}`,
      ignore: !isHere,
      fn: () => language === "powerquery" ? askAs(running, code) : runExample(running, example),
    });
  }
});

async function canRun(program: string, code: string): Promise<boolean> {
  return await hasProgram(program) && (!code.includes("curl") || await hasProgram("curl"));
}

/** The blocks of code of a text, each with the block of an answer that follows it, if one does. */
function examplesOf(text: string): Example[] {
  const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .map(([, language = "", code = ""]) => ({ language, code }));
  return blocks.flatMap(({ language, code }, index) => {
    if (language === "json" || language === "text") return [];
    const next = blocks[index + 1];
    const isAnswer = next?.language === "json" || next?.language === "text";
    return [{ language, code, ...(isAnswer && { answer: next.code }) }];
  });
}

async function runExample(
  { portal, env }: RunningPortal,
  { language, code, answer }: Example,
): Promise<void> {
  const { program, ending, args } = RUNNERS[language] ?? { program: "", ending: "", args: [] };
  const file = `${portal.folder}/example.${ending}`;
  await Deno.writeTextFile(file, code);
  const { code: end, stdout, stderr } = await new Deno.Command(program, {
    args: [...args, file],
    cwd: portal.folder,
    env,
  }).output();
  const said = new TextDecoder().decode(stdout);
  assertEquals(end, 0, new TextDecoder().decode(stderr) + said);
  if (answer === undefined) return;
  if (answer.startsWith("{")) assertEquals(withDots(JSON.parse(said)), JSON.parse(answer));
  else assertEquals(said, answer);
}

/** An answer whose cursor, which is different each time, is written as the guide writes it. */
function withDots(answer: Record<string, unknown>): Record<string, unknown> {
  return "nextCursor" in answer ? { ...answer, nextCursor: "…" } : answer;
}

/** Asks as a query in M does, whose language nothing here runs: its address, its query, its header. */
async function askAs({ origin, env }: RunningPortal, code: string): Promise<void> {
  const [, path = ""] = /RelativePath = "([^"]*)"/.exec(code) ?? [];
  const [, query = ""] = /Query = \[([^\]]*)\]/.exec(code) ?? [];
  const [, name = "", scheme = ""] = /Headers = \[(\w+) = "([^"]*)" & Token\]/.exec(code) ?? [];
  const url = new URL(path, origin);
  for (const [, field = "", value = "1"] of query.matchAll(/(\w+) = (?:"([^"]*)"|Text\.From)/g)) {
    url.searchParams.set(field, value);
  }
  assertEquals([...url.searchParams.keys()], ["from", "to", "perPage", "page"]);
  const answer = await fetch(url, { headers: { [name]: scheme + env.TOKEN } });
  const found = await answer.json();
  assertEquals(answer.status, 200, JSON.stringify(found));
  for (const [, property = ""] of code.matchAll(/\)?\[(pages|items)\]/g)) assert(property in found);
  for (const [, column = ""] of code.matchAll(/\{"(\w+)", /g)) {
    assert(column in found.items[0], column);
  }
}
