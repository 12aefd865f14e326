import { readIsoDate } from "../../domain/dates.ts";
import { type Nit, parseNit } from "../../domain/nit.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { createApiToken, findProviderId } from "../accounts/api_tokens.ts";
import { commandEvent } from "./audit.ts";
import { runCommand } from "./command.ts";
import { UsageError } from "./failure.ts";
import { readOptions } from "./options.ts";

const USAGE = "uso: deno task token:create NIT --name=NOMBRE [--expires=yyyy-MM-dd]";

type Wish = { nit: Nit; name: string; expiresOn: string | null };

/** `deno task token:create`: prints a provider's read token once. */
if (import.meta.main) {
  await runCommand(async ({ openPortal }) => {
    const { nit, name, expiresOn } = readArguments(Deno.args);
    const { db, auditLog } = await openPortal();
    const token = newSecretToken("zs_");
    const kept = { nit, name, expiresOn, tokenSha256: sha256(token), createdAt: Date.now() };
    const providerId = await findProviderId(db, nit);
    if (providerId === undefined) throw new UsageError(`el NIT ${nit} no está registrado`);
    const event = commandEvent({ name: "tokenCreated", providerId, detail: { token: name } });
    await auditLog.write(event, (entry) => createApiToken(db, kept, entry));
    console.log(token);
    return 0;
  });
}

function readArguments(args: string[]): Wish {
  const { words, options } = readOptions(args, ["name", "expires"]) ?? {};
  const [typed = "", ...others] = words ?? [];
  const nit = parseNit(typed);
  const name = options?.get("name")?.trim() ?? "";
  if (!nit || name === "" || others.length > 0) throw new UsageError(USAGE);
  return { nit, name: name.slice(0, 100), expiresOn: readExpiry(options?.get("expires")) };
}

function readExpiry(text: string | undefined): string | null {
  if (text === undefined) return null;
  const reading = readIsoDate(text);
  if ("problem" in reading) throw new UsageError(`--expires: ${reading.problem}`);
  return reading.date;
}
