import { isIP } from "node:net";
import { z } from "zod";
import { parseRange } from "../ip_address.ts";
import { isDatabaseUrl, isHostPattern, isMailUrl, isOrigin } from "./urls.ts";

const MIN_SECRET_BYTES = 32;
const MIN_PASSPHRASE = 20;
const SENDER = /^(?:[^\s@<>,;"]+@[^\s@<>,;"]+|[^\r\n@<>,;"]+<[^\s@<>,;"]+@[^\s@<>,;"]+>)$/;
const FIVE_YEARS_OF_DAYS = 1826;

/** Comma-separated, newest first. */
export const SECRETS = z.string().transform((text) => text.split(",").map((one) => one.trim()))
  .refine(
    (list) => list.every((one) => new TextEncoder().encode(one).length >= MIN_SECRET_BYTES),
    `each secret needs at least ${MIN_SECRET_BYTES} bytes`,
  );
/** Names that stand in the heads of mails and files. */
const LINE = z.string().regex(/^[^\p{Cc}]+$/u, "must be one line of text");
const days = (most: number) =>
  z.string().regex(/^[1-9]\d{0,4}$/, "must be a number of days").transform(Number).default(most);

/** Each setting by the name of its variable, with its default (contract, "Settings"). */
export const SETTINGS = z.object({
  PORT: z.string().regex(/^\d{1,5}$/, "must be a port number").transform(Number)
    .refine((port) => port <= 65535, "must be a port number").default(8000),
  HOST: z.string().refine(
    (host) => host === "localhost" || isAddress(host),
    "must be an IP address",
  )
    .default("127.0.0.1"),
  BASE_URL: z.string().refine(isOrigin, "must be an http(s) origin without a path").optional(),
  PREVIEW_HOSTS: z.string().transform((text) => splitList(text.toLowerCase()))
    .refine(
      (list) => list.every(isHostPattern),
      "must be names of hosts, or *.portal.example, comma-separated",
    ).default([]),
  DATABASE_URL: z.string().refine(
    isDatabaseUrl,
    "must be file:, libsql:, https:, or http: to loopback",
  )
    .default("file:data/zona-ser.db"),
  DATABASE_REPLICA_URL: z.string()
    .refine(isDatabaseUrl, "must be file:, libsql:, https:, or http: to loopback").optional(),
  DATABASE_AUTH_TOKEN: z.string().optional(),
  SESSION_SECRETS: SECRETS.optional(),
  MAIL_URL: z.string().refine(isMailUrl, "must be file:DIR, smtp://HOST or smtps://HOST")
    .default("file:data/outbox"),
  MAIL_FROM: z.string().regex(SENDER, "must be an address, or a name and <an address>")
    .default("Zona Ser <zona-ser@localhost.localdomain>"),
  TRUSTED_PROXIES: z.string().transform(splitList)
    .refine(
      (list) => list.every((text) => parseRange(text)),
      "must be IP addresses or ranges such as 10.0.0.0/8, comma-separated",
    ).default([]),
  WEBHOOKS_TO_LOOPBACK: z.literal("yes", "must be yes, or empty").optional(),
  KEEP_PQRS_DAYS: days(FIVE_YEARS_OF_DAYS),
  KEEP_FORMULAS_DAYS: days(365),
  KEEP_DRAFT_DAYS: days(30),
  KEEP_ENROLMENT_DAYS: days(365),
  BACKUP_PASSPHRASE: z.string()
    .min(MIN_PASSPHRASE, `needs at least ${MIN_PASSPHRASE} characters`).optional(),
  EPS_NAME: LINE.optional(),
  EPS_NIT: z.string().regex(/^\d{5,15}-\d$/, "must be a NIT with its check digit: 806008394-7")
    .optional(),
  EPS_PHONE: LINE.optional(),
  EPS_HOURS: LINE.optional(),
  EPS_EMAIL: z.email("must be an address").optional(),
});

export type Settings = z.output<typeof SETTINGS>;

export const SETTING_NAMES: string[] = Object.keys(SETTINGS.shape);

function isAddress(text: string): boolean {
  return isIP(text) !== 0;
}

function splitList(text: string): string[] {
  return text.split(",").map((one) => one.trim()).filter((one) => one !== "");
}
