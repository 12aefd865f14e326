import { parse } from "dotenv";
import type { z } from "zod";
import { SECRETS, SETTING_NAMES, SETTINGS, type Settings } from "./config/settings.ts";

/** Every setting of the process, read once (contract, "Settings"). */
export type Config = {
  port: number;
  hostname: string;
  baseUrl: string;
  /** Other hosts that requests may name: `portal.example`, or `*.portal.example`. */
  previewHosts: string[];
  database: { url: string; replicaUrl?: string; authToken?: string };
  sessionSecrets: string[];
  mail: { url: string; from: string };
  /** Addresses and ranges (`10.0.0.0/8`) whose `X-Forwarded-For` is believed. */
  trustedProxies: string[];
  /** Whether messages to programs may go to this machine, which only tests and trials want. */
  allowsLoopback: boolean;
  /** For how many days each stays once it is over, and a draft of an enrolment until it is sent. */
  keepPqrsDays: number;
  keepFormulasDays: number;
  keepDraftDays: number;
  keepEnrolmentDays: number;
  /** What backups are encrypted with; absent: they are not. */
  backupPassphrase?: string;
  /** The insurer, as far as the settings name it. */
  eps: { name?: string; nit?: string; phone?: string; hours?: string; email?: string };
};

const SECRETS_FILE = "session-secrets";

/** A setting that cannot be used; the message is one line that names the variable. */
export class ConfigError extends Error {}

/**
 * What the platform says of itself: Deno Deploy, and a runtime that traces requests, with their whole
 * addresses unless a span has room for their method alone.
 */
export function platform(): { isDeploy: boolean; isTracing: boolean; tracesAddresses: boolean } {
  const isTracing = Deno.env.get("OTEL_DENO") === "true";
  const room = Deno.env.get("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT") ?? "";
  return {
    isDeploy: Deno.env.get("DENO_DEPLOY") !== undefined,
    isTracing,
    tracesAddresses: isTracing && !["0", "1"].includes(room),
  };
}

/**
 * Judges the settings. `environment` holds text values by name; empty ones count as absent.
 * `diskLasts` is false where files vanish with the process: then data and mails must not be files.
 * Throws ConfigError.
 */
export async function readConfig(
  environment: Record<string, string>,
  { diskLasts = !platform().isDeploy } = {},
): Promise<Config> {
  const present = Object.entries(environment).filter(([, value]) => value !== "");
  const reading = SETTINGS.safeParse(Object.fromEntries(present));
  if (!reading.success) throw new ConfigError(describe(reading.error));
  const settings = reading.data;
  if (!diskLasts) refuseFiles(settings);
  if (settings.PREVIEW_HOSTS.length > 0 && !settings.BASE_URL?.startsWith("https:")) {
    throw new ConfigError("PREVIEW_HOSTS: needs a BASE_URL of https, as the previews have");
  }
  return {
    port: settings.PORT,
    hostname: settings.HOST,
    baseUrl: settings.BASE_URL ?? `http://localhost:${settings.PORT}`,
    previewHosts: settings.PREVIEW_HOSTS,
    database: {
      url: settings.DATABASE_URL,
      ...(settings.DATABASE_REPLICA_URL && { replicaUrl: settings.DATABASE_REPLICA_URL }),
      ...(settings.DATABASE_AUTH_TOKEN && { authToken: settings.DATABASE_AUTH_TOKEN }),
    },
    sessionSecrets: settings.SESSION_SECRETS ?? await secretsBeside(settings.DATABASE_URL),
    mail: { url: settings.MAIL_URL, from: settings.MAIL_FROM },
    trustedProxies: settings.TRUSTED_PROXIES,
    allowsLoopback: settings.WEBHOOKS_TO_LOOPBACK === "yes",
    keepPqrsDays: settings.KEEP_PQRS_DAYS,
    keepFormulasDays: settings.KEEP_FORMULAS_DAYS,
    keepDraftDays: settings.KEEP_DRAFT_DAYS,
    keepEnrolmentDays: settings.KEEP_ENROLMENT_DAYS,
    ...(settings.BACKUP_PASSPHRASE && { backupPassphrase: settings.BACKUP_PASSPHRASE }),
    eps: {
      ...(settings.EPS_NAME && { name: settings.EPS_NAME }),
      ...(settings.EPS_NIT && { nit: settings.EPS_NIT }),
      ...(settings.EPS_PHONE && { phone: settings.EPS_PHONE }),
      ...(settings.EPS_HOURS && { hours: settings.EPS_HOURS }),
      ...(settings.EPS_EMAIL && { email: settings.EPS_EMAIL }),
    },
  };
}

/** Deno Deploy's disk ends with the instance: a forgotten `file:` would seem to work until then. */
function refuseFiles(settings: Settings): void {
  for (const name of ["DATABASE_URL", "MAIL_URL"] as const) {
    if (settings[name].startsWith("file:")) {
      throw new ConfigError(`${name}: file: is lost on Deno Deploy, whose disk does not last`);
    }
  }
}

/** The process's own environment over `.env`, where that file is present. Throws ConfigError. */
export function readEnvironment(): Record<string, string> {
  const fromFile = readEnvFile();
  const unknown = Object.keys(fromFile).find((name) => !SETTING_NAMES.includes(name));
  if (unknown !== undefined) {
    throw new ConfigError(`${unknown}: is not a setting (see .env.example)`);
  }
  const pairs = SETTING_NAMES.map((name) => [name, Deno.env.get(name) ?? fromFile[name] ?? ""]);
  return Object.fromEntries(pairs);
}

function readEnvFile(): Record<string, string | undefined> {
  try {
    return parse(Deno.readTextFileSync(".env"));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw new ConfigError(`.env: cannot be read: ${error}`);
  }
}

async function secretsBeside(databaseUrl: string): Promise<string[]> {
  try {
    return await keptSecrets(databaseUrl);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`SESSION_SECRETS: cannot be kept beside the database: ${error}`);
  }
}

/** Made once and stored beside an embedded database; it gets its name once it is written whole. */
async function keptSecrets(databaseUrl: string): Promise<string[]> {
  if (!databaseUrl.startsWith("file:")) {
    throw new ConfigError("SESSION_SECRETS: is required with a remote database");
  }
  const folder = /^file:(.*)\/[^/]*$/.exec(databaseUrl)?.[1] ?? ".";
  const path = `${folder}/${SECRETS_FILE}`;
  try {
    return await keptSecret(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  await Deno.mkdir(folder, { recursive: true });
  return await makeSecret(path);
}

/** Where two processes start at once, both have the secret of the first. */
async function makeSecret(path: string): Promise<string[]> {
  const own = `${path}.${crypto.randomUUID()}`;
  const secret = crypto.getRandomValues(new Uint8Array(32)).toHex();
  try {
    await Deno.writeTextFile(own, secret, { createNew: true, mode: 0o600 });
    await Deno.link(own, path);
    return [secret];
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    return await keptSecret(path);
  } finally {
    await Deno.remove(own).catch(() => {});
  }
}

async function keptSecret(path: string): Promise<string[]> {
  const reading = SECRETS.safeParse(await Deno.readTextFile(path));
  if (!reading.success) throw new ConfigError(`SESSION_SECRETS: ${path} does not hold a secret`);
  return reading.data;
}

function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join(".")}: ${issue?.message}`;
}
