import { dateInBogota, readIsoDate } from "../../domain/dates.ts";
import { type Nit, parseNit } from "../../domain/nit.ts";
import { PROVIDER_SCOPES, type ProviderScope, readScopes } from "../../domain/programs/scope.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { createApiToken, findProviderId } from "../programs/tokens.ts";
import { commandEvent } from "./audit.ts";
import { runCommand } from "./command.ts";
import { UsageError } from "./failure.ts";
import { readOptions } from "./options.ts";

const USAGE = "uso: deno task token:create NIT --name=NOMBRE [--expires=yyyy-MM-dd] " +
  "[--scopes=read,download,reconcile]";

type Wish = {
  nit: Nit;
  name: string;
  expiresOn: string | null;
  scopes: readonly ProviderScope[];
};

/** `deno task token:create`: prints a provider's token once. */
if (import.meta.main) {
  await runCommand(async ({ openPortal }) => {
    const wish = readArguments(Deno.args);
    const { db, auditLog } = await openPortal();
    const token = newSecretToken("zs_");
    const kept = { ...wish, tokenSha256: sha256(token), createdAt: Date.now() };
    const providerId = await findProviderId(db, wish.nit);
    if (providerId === undefined) throw new UsageError(`el NIT ${wish.nit} no está registrado`);
    const detail = { token: wish.name, scope: wish.scopes.join(",") };
    const event = commandEvent({ name: "tokenCreated", providerId, detail });
    await auditLog.write(event, (entry) => createApiToken(db, kept, entry));
    console.log(token);
    return 0;
  });
}

function readArguments(args: string[]): Wish {
  const { words, options } = readOptions(args, ["name", "expires", "scopes"]) ?? {};
  const [typed = "", ...others] = words ?? [];
  const nit = parseNit(typed);
  const name = options?.get("name")?.trim() ?? "";
  if (!nit || name === "" || others.length > 0) throw new UsageError(USAGE);
  return {
    nit,
    name: name.slice(0, 100),
    expiresOn: readExpiry(options?.get("expires")),
    scopes: readWantedScopes(options?.get("scopes")),
  };
}

function readWantedScopes(text: string | undefined): readonly ProviderScope[] {
  const scopes = text === undefined ? PROVIDER_SCOPES : readScopes(text);
  if (!scopes) throw new UsageError(`--scopes: use ${PROVIDER_SCOPES.join(",")}`);
  return scopes;
}

function readExpiry(text: string | undefined): string | null {
  if (text === undefined) return null;
  const reading = readIsoDate(text);
  if ("problem" in reading) throw new UsageError(`--expires: ${reading.problem}`);
  if (reading.date < dateInBogota(Date.now())) throw new UsageError("--expires: ese día ya pasó");
  return reading.date;
}
