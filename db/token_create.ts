import { readIsoDate } from "../domain/dates.ts";
import { parseNit } from "../domain/nit.ts";
import { newSecretToken, sha256 } from "../lib/secret_token.ts";
import { createApiToken } from "./api_tokens.ts";
import { runCommand, UsageError } from "./command.ts";

const USAGE = "uso: deno task token:create NIT --name=NOMBRE [--expires=yyyy-MM-dd]";

type Wish = { nit: string; name: string; expiresOn: string | null };

/** `deno task token:create`: prints a provider's read token once. */
if (import.meta.main) {
  await runCommand(async ({ openDb }) => {
    const { nit, name, expiresOn } = readArguments(Deno.args);
    const db = await openDb();
    const token = newSecretToken("zs_");
    const kept = { nit, name, expiresOn, tokenSha256: await sha256(token), createdAt: Date.now() };
    if (!await createApiToken(db, kept)) throw new UsageError(`el NIT ${nit} no está registrado`);
    console.log(token);
    return 0;
  });
}

function readArguments(args: string[]): Wish {
  const options = new Map(
    args.filter((argument) => argument.startsWith("--")).map((argument) => {
      const [name = "", ...value] = argument.slice(2).split("=");
      return [name, value.join("=")];
    }),
  );
  const [typed = "", ...others] = args.filter((argument) => !argument.startsWith("--"));
  const nit = parseNit(typed);
  const name = options.get("name")?.trim() ?? "";
  const isKnown = [...options.keys()].every((option) => ["name", "expires"].includes(option));
  if (!nit || name === "" || others.length > 0 || !isKnown) throw new UsageError(USAGE);
  return { nit, name: name.slice(0, 100), expiresOn: readExpiry(options.get("expires")) };
}

function readExpiry(text: string | undefined): string | null {
  if (text === undefined) return null;
  const reading = readIsoDate(text);
  if ("problem" in reading) throw new UsageError(`--expires: ${reading.problem}`);
  return reading.date;
}
