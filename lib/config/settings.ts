import { isAddress, parseRange } from "../ip_address.ts";
import { isDatabaseUrl, isHostPattern, isMailUrl, isOrigin } from "./urls.ts";

/** A variable: how its text is read, and what is said where that answers undefined. */
export type Setting<Value> = {
  name: string;
  read: (text: string) => Value | undefined;
  problem: string;
};

const MIN_SECRET_BYTES = 32;
const MIN_PASSPHRASE = 20;
const MAX_PORT = 65_535;
const SENDER = /^(?:[^\s@<>,;"]+@[^\s@<>,;"]+|[^\r\n@<>,;"]+<[^\s@<>,;"]+@[^\s@<>,;"]+>)$/;
const EMAIL = /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@(?:[a-z\d][a-z\d-]*\.)+[a-z]{2,}$/i;
const DATABASE = "must be file:, libsql:, https:, or http: to loopback";

/** Each setting (contract, "Settings"). Without a library: it would be half of the start. */
export const SETTINGS = {
  port: setting("PORT", readPort, `must be a port number from 1 to ${MAX_PORT}`),
  host: text("HOST", (host) => host === "localhost" || isAddress(host), "must be an IP address"),
  baseUrl: text("BASE_URL", isOrigin, "must be an http(s) origin without a path"),
  previewHosts: list(
    "PREVIEW_HOSTS",
    (host) => isHostPattern(host.toLowerCase()),
    "must be names of hosts, or *.portal.example, comma-separated",
  ),
  databaseUrl: text("DATABASE_URL", isDatabaseUrl, DATABASE),
  replicaUrl: text("DATABASE_REPLICA_URL", isDatabaseUrl, DATABASE),
  authToken: text("DATABASE_AUTH_TOKEN"),
  sessionSecrets: setting(
    "SESSION_SECRETS",
    readSecrets,
    `each secret needs at least ${MIN_SECRET_BYTES} bytes`,
  ),
  mailUrl: text("MAIL_URL", isMailUrl, "must be file:DIR, smtp://HOST or smtps://HOST"),
  mailFrom: text(
    "MAIL_FROM",
    (sender) => SENDER.test(sender) && isVisibleLine(sender),
    "must be an address, or a name and <an address>",
  ),
  trustedProxies: list(
    "TRUSTED_PROXIES",
    (range) => parseRange(range) !== undefined,
    "must be IP addresses or ranges such as 10.0.0.0/8, comma-separated",
  ),
  webhooksToLoopback: text(
    "WEBHOOKS_TO_LOOPBACK",
    (said) => said === "yes",
    "must be yes, or empty",
  ),
  keepPqrsDays: days("KEEP_PQRS_DAYS"),
  keepFormulasDays: days("KEEP_FORMULAS_DAYS"),
  keepDraftDays: days("KEEP_DRAFT_DAYS"),
  keepEnrolmentDays: days("KEEP_ENROLMENT_DAYS"),
  backupPassphrase: text(
    "BACKUP_PASSPHRASE",
    (passphrase) => [...passphrase].length >= MIN_PASSPHRASE,
    `needs at least ${MIN_PASSPHRASE} characters`,
  ),
  epsName: line("EPS_NAME"),
  epsNit: text(
    "EPS_NIT",
    (nit) => /^\d{5,15}-\d$/.test(nit),
    "must be a NIT with its check digit: 806008394-7",
  ),
  epsPhone: line("EPS_PHONE"),
  epsHours: line("EPS_HOURS"),
  epsEmail: text("EPS_EMAIL", (email) => EMAIL.test(email), "must be an address"),
};

export const SETTING_NAMES: string[] = Object.values(SETTINGS).map(({ name }) => name);

/** Comma-separated, newest first; undefined where one of them is too short. */
export function readSecrets(text: string): string[] | undefined {
  const secrets = text.split(",").map((one) => one.trim());
  const isLong = (secret: string) => new TextEncoder().encode(secret).length >= MIN_SECRET_BYTES;
  return secrets.every(isLong) ? secrets : undefined;
}

function setting<Value>(
  name: string,
  read: Setting<Value>["read"],
  problem: string,
): Setting<Value> {
  return { name, read, problem };
}

/** A setting that is its text. */
function text(
  name: string,
  isRight: (text: string) => boolean = () => true,
  problem = "",
): Setting<string> {
  return setting(name, (text) => isRight(text) ? text : undefined, problem);
}

/** What stands in the heads of mails and files. */
function line(name: string): Setting<string> {
  return text(name, isVisibleLine, "must be one line of visible text");
}

/** One line without what no one sees, such as a sign that turns the direction of what follows. */
function isVisibleLine(text: string): boolean {
  return /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u.test(text);
}

/** Parts between commas. */
function list(
  name: string,
  isRight: (part: string) => boolean,
  problem: string,
): Setting<string[]> {
  return setting(name, (text) => {
    const parts = text.split(",").map((part) => part.trim()).filter((part) => part !== "");
    return parts.every(isRight) ? parts : undefined;
  }, problem);
}

function days(name: string): Setting<number> {
  const read = (text: string) => /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;
  return setting(name, read, "must be a number of days");
}

function readPort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port > 0 && port <= MAX_PORT ? port : undefined;
}
