import type { Context } from "hono";
import type { AuditLog } from "../db/audit/events.ts";
import type { LaterEvents } from "../db/audit/later_events.ts";
import type { Db } from "../db/client.ts";
import type { Troubles } from "../db/system/troubles.ts";
import type { Replica } from "../db/replica.ts";
import type { StoredSession } from "../db/accounts/sessions.ts";
import type { StaffHolder } from "../db/programs/holder.ts";
import type { Person } from "../domain/accounts/person.ts";
import { type Head, mayActFor } from "../domain/affiliates/family.ts";
import { dateInBogota } from "../domain/dates.ts";
import { Problem } from "../domain/errors.ts";
import type { KeptForm } from "../domain/accounts/kept_form.ts";
import type { TokenScope } from "../domain/programs/scope.ts";
import type { Provider } from "../domain/providers/provider.ts";
import { may, type Permission, type ProviderRole } from "../domain/accounts/role.ts";
import type { EpsIdentity } from "../domain/eps.ts";
import type { MaskedCodes } from "../lib/codes/masked_code.ts";
import type { Mailer } from "../lib/mail/message.ts";
import type { Passwords } from "../lib/password/password.ts";
import type { WritePdf } from "../lib/pdf/writer.ts";
import type { RateLimit } from "../lib/rate_limit.ts";
import type { TokenSigner } from "../lib/codes/signed_token.ts";
import type { NameSpan } from "../lib/telemetry.ts";
import type { Assets } from "./assets.ts";
import type { Queues } from "./queues.ts";
import type { KeptViews } from "./kept_views.ts";
import type { SeenSessions } from "./guards/sessions/seen_sessions.ts";
import type { Sheet } from "./styles.ts";

/** What whoever comes first is answered with, before there is a database. */
export type FirstServices = {
  /** Milliseconds since 1970. */
  now: () => number;
  settings: Settings;
  log: Log;
  /** Where the runtime traces requests, names the span of the one that is being answered. */
  nameSpan?: NameSpan;
};

/** Everything that the application is given; `routes` uses nothing else from outside. */
export type Services = FirstServices & {
  db: Db;
  auditLog: AuditLog;
  mailer: Mailer;
  background: Background;
  queues: Queues;
  /** How many requests the token of a program may make. */
  tokenLimit: RateLimit;
  passwords: Passwords;
  writePdf: WritePdf;
  /** Sends what waits in the outbox, so that a publication is announced at once. */
  deliver: () => Promise<void>;
  /** Sends what waits for programs. */
  tellPrograms: () => Promise<void>;
  /** A copy near this process, which may be behind. */
  replica?: Replica;
};

/** What the entrance and the portal share: made once, so that both are one application. */
export type Frame = FirstServices & { sheets: Sheet[]; assets: Assets };

/** Writes one line of the log: level, what happened, details that name no person. */
export type Log = (
  level: "info" | "warning" | "error",
  event: string,
  details: Record<string, unknown>,
) => void;

export type Settings = {
  baseUrl: string;
  previewHosts: string[];
  sessionSecrets: string[];
  trustedProxies: string[];
  allowsLoopback: boolean;
  keepDraftDays: number;
  keepEnrolmentDays: number;
  eps: EpsIdentity;
};

/** Work that goes on after the answer; `settled` waits for all of it, `signal` asks it to stop. */
export type Background = {
  run(work: () => Promise<void>): void;
  settled(): Promise<void>;
  signal: AbortSignal;
};

export type Representation = "page" | "json";

export type Env = {
  Variables: {
    /** All that a page has which the entrance answers, too; the entrance has no services. */
    frame: Frame;
    services: Services;
    keptViews: KeptViews;
    seenSessions: SeenSessions;
    laterEvents: LaterEvents;
    /** The entrance has none: they are stored. */
    troubles?: Troubles;
    signers: Record<
      "session" | "registration" | "secondFactor" | "link" | "keptForm" | "enrolment" | "caseKey",
      TokenSigner
    >;
    /** What proves that a form comes from a page of the session. */
    formCodes: MaskedCodes;
    requestId: string;
    /** Where the request came from; empty where the runtime does not know. */
    clientAddress: string;
    /** What attempts are counted by: the address, or the whole network of an IPv6 customer. */
    clientPlace: string;
    representation: Representation;
    /** What the policy of this answer allows scripts by. */
    nonce?: string;
    session?: StoredSession;
    csrfToken?: string;
    /** Whether the form was sent a moment ago, done, and answered by a page. */
    wasAnswered?: boolean;
    provider?: Provider;
    role?: ProviderRole;
    /** Grows with every load and every mark that changes what the provider sees of its payments. */
    dataVersion?: number;
    /** Where this request reads the provider's payments, where a replica is set. */
    payments?: Db;
    /** As of when the data are, where the replica answers alone. */
    asOfMs?: number;
    /** What the view of this request is kept under, where it may be. */
    viewKey?: string;
    /** Whether session or token still allow what they did; one that ran out by `atMs` does not. */
    isStillAllowed?: (atMs?: number) => Promise<boolean>;
    /** Who asks, for the workbook's "by whom". */
    askedBy?: string;
    /** The member of the staff whose token a script holds. */
    staff?: StaffHolder;
    /** What the script's token may be used for. */
    scopes?: TokenScope[];
  };
};

export type Ctx = Context<Env>;

/** The provider whose data this request may see; no private route runs without one. */
export function providerOf(c: Ctx): Provider {
  const provider = c.get("provider");
  if (!provider) throw new Problem("signedOut");
  return provider;
}

/** The session of whoever asks; no page of a person runs without one. */
export function sessionOf(c: Ctx): StoredSession {
  const session = c.get("session");
  if (!session) throw new Problem("signedOut");
  return session;
}

/** A person with the state of her affiliation. */
type PersonInState = Person & Pick<Head, "state">;

/** The affiliate who signed in; no private page of affiliates runs without one. */
export function holderOf(c: Ctx): PersonInState {
  const { affiliate } = sessionOf(c);
  if (!affiliate) throw new Problem("signedOut");
  return affiliate;
}

/** The affiliate for whom the holder acts now: herself, or whom she chose and still may act for. */
export function personOf(c: Ctx): PersonInState {
  return actedForBy(c) ?? holderOf(c);
}

/** The other person for whom the holder acts now; undefined where she acts for herself. */
export function actedForBy(c: Ctx): PersonInState | undefined {
  const { affiliate, actedFor } = c.get("session") ?? {};
  return affiliate && actedFor && mayActFor(affiliate, actedFor, todayOf(c)) ? actedFor : undefined;
}

/** Whether the role of whoever asks allows it for her provider; a token has no role. */
export function roleMay(c: Ctx, permission: Permission): boolean {
  const role = c.get("role");
  return role !== undefined && may(role, permission);
}

/** What only the portal itself asks with: a form that is to be drawn again, and not obeyed. */
export type Resuming = { resumed?: KeptForm };

/** The form that the portal itself asks for, as it was typed before the session ended. */
export function resumedForm(c: Ctx): KeptForm | undefined {
  const { resumed }: Resuming = c.env ?? {};
  return resumed;
}

export function todayOf(c: Ctx): string {
  return dateInBogota(c.get("services").now());
}
