import { mistypedSettings, settingLike } from "./config/mistyped.ts";
import { readSecrets, type Setting, SETTING_NAMES, SETTINGS } from "./config/settings.ts";

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
const FIVE_YEARS_OF_DAYS = 1826;
const MAIL_FROM = "Zona Ser <zona-ser@localhost.localdomain>";

/** A setting that cannot be used; the message is one line that names the variable. */
export class ConfigError extends Error {}

/** What the platform says of itself: Deno Deploy, and a runtime that traces requests, as that does. */
export function platform(): { isDeploy: boolean; isTracing: boolean } {
  const isDeploy = Deno.env.get("DENO_DEPLOY") !== undefined;
  return { isDeploy, isTracing: isDeploy || Deno.env.get("OTEL_DENO") === "true" };
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
  const read: Read = (setting) => readSetting(environment, setting);
  const port = read(SETTINGS.port) ?? 8000;
  const baseUrl = read(SETTINGS.baseUrl) ?? `http://localhost:${port}`;
  const previewHosts = read(SETTINGS.previewHosts) ?? [];
  const database = databaseOf(read);
  const mailUrl = read(SETTINGS.mailUrl) ?? "file:data/outbox";
  const backupPassphrase = read(SETTINGS.backupPassphrase);
  if (!diskLasts) refuseFiles({ DATABASE_URL: database.url, MAIL_URL: mailUrl });
  if (previewHosts.length > 0 && !baseUrl.startsWith("https:")) {
    throw new ConfigError("PREVIEW_HOSTS: needs a BASE_URL of https, as the previews have");
  }
  return {
    port,
    hostname: read(SETTINGS.host) ?? "127.0.0.1",
    baseUrl,
    previewHosts: previewHosts.map((host) => host.toLowerCase()),
    database,
    mail: { url: mailUrl, from: read(SETTINGS.mailFrom) ?? MAIL_FROM },
    trustedProxies: read(SETTINGS.trustedProxies) ?? [],
    allowsLoopback: read(SETTINGS.webhooksToLoopback) !== undefined,
    keepPqrsDays: read(SETTINGS.keepPqrsDays) ?? FIVE_YEARS_OF_DAYS,
    keepFormulasDays: read(SETTINGS.keepFormulasDays) ?? 365,
    keepDraftDays: read(SETTINGS.keepDraftDays) ?? 30,
    keepEnrolmentDays: read(SETTINGS.keepEnrolmentDays) ?? 365,
    ...(backupPassphrase !== undefined && { backupPassphrase }),
    eps: epsOf(read),
    sessionSecrets: read(SETTINGS.sessionSecrets) ?? await secretsBeside(database.url),
  };
}

/** A setting's value; undefined where it is absent. Throws ConfigError. */
type Read = <Value>(setting: Setting<Value>) => Value | undefined;

function readSetting<Value>(
  environment: Record<string, string>,
  { name, read, problem }: Setting<Value>,
): Value | undefined {
  const text = environment[name] ?? "";
  const value = text === "" ? undefined : read(text);
  if (text !== "" && value === undefined) throw new ConfigError(`${name}: ${problem}`);
  return value;
}

function databaseOf(read: Read): Config["database"] {
  const [replicaUrl, authToken] = [read(SETTINGS.replicaUrl), read(SETTINGS.authToken)];
  return {
    url: read(SETTINGS.databaseUrl) ?? "file:data/zona-ser.db",
    ...(replicaUrl !== undefined && { replicaUrl }),
    ...(authToken !== undefined && { authToken }),
  };
}

function epsOf(read: Read): Config["eps"] {
  const { epsName, epsNit, epsPhone, epsHours, epsEmail } = SETTINGS;
  const settings = {
    name: epsName,
    nit: epsNit,
    phone: epsPhone,
    hours: epsHours,
    email: epsEmail,
  };
  const named = Object.entries(settings).map(([name, setting]) => [name, read(setting)]);
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}

/** Deno Deploy's disk ends with the instance: a forgotten `file:` would seem to work until then. */
function refuseFiles(urls: Record<string, string>): void {
  for (const [name, url] of Object.entries(urls)) {
    if (url.startsWith("file:")) {
      throw new ConfigError(`${name}: file: is lost on Deno Deploy, whose disk does not last`);
    }
  }
}

/** The process's own environment over `.env`, where that file is present. Throws ConfigError. */
export async function readEnvironment(): Promise<Record<string, string>> {
  const fromFile = await readEnvFile();
  const unknown = Object.keys(fromFile).find((name) => !SETTING_NAMES.includes(name));
  if (unknown !== undefined) {
    const meant = settingLike(unknown);
    const hint = meant === undefined ? "see .env.example" : `${meant}?`;
    throw new ConfigError(`${unknown}: is not a setting (${hint})`);
  }
  const pairs = SETTING_NAMES.map((name) => [name, Deno.env.get(name) ?? fromFile[name] ?? ""]);
  return Object.fromEntries(pairs);
}

/** Variables of the process that look like settings that are not set. */
export const mistypedVariables = () => mistypedSettings(Object.keys(Deno.env.toObject()));

async function readEnvFile(): Promise<Record<string, string | undefined>> {
  try {
    const text = await Deno.readTextFile(".env");
    // Most starts have none; to read the parser takes as long as to read our own first modules.
    const { parse } = await import("dotenv");
    return parse(text);
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
  const secrets = readSecrets(await Deno.readTextFile(path));
  if (!secrets) throw new ConfigError(`SESSION_SECRETS: ${path} does not hold a secret`);
  return secrets;
}
