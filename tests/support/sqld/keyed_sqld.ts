import { ROOT, temporaryFolder } from "../../db/support/process.ts";
import { type Sqld, startSqld } from "../../db/support/sqld.ts";

export type KeyedSqld = Sqld & {
  token: string;
  /** The options by which a replica of it asks for the same token. */
  key: string[];
};

/** A real sqld that asks for a token, its key and the token made by the commands of installing.md. */
export async function startKeyedSqld(options: string[] = []): Promise<KeyedSqld> {
  const folder = await temporaryFolder();
  const token = await followGuide(folder.path);
  const key = ["--auth-jwt-key-file", `${folder.path}/jwt.pub`];
  const sqld = await startSqld(undefined, [...key, ...options]);
  return {
    ...sqld,
    token,
    key,
    async [Symbol.asyncDispose]() {
      await sqld[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Runs in a folder what the guide tells to type, but for the start of the server; answers the token. */
async function followGuide(cwd: string): Promise<string> {
  const guide = await Deno.readTextFile(`${ROOT}docs/installing.md`);
  const [, from = ""] = guide.split("## A libSQL server of your own");
  const [chapter = ""] = from.split("\n## ");
  const blocks = [...chapter.matchAll(/```sh\n(.*?)```/gs)].map(([, text = ""]) => text);
  const script = blocks.join("").split("\n").filter((line) =>
    !/^(?:adduser|install|npm|tar) /.test(line)
  );
  const { success, stdout, stderr } = await new Deno.Command("sh", {
    args: ["-e", "-c", script.join("\n")],
    cwd,
  }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(`the guide's commands fail: ${text.decode(stderr)}`);
  return text.decode(stdout).trim();
}
