import { findCasePerson } from "../../db/attention/access.ts";
import { openCase } from "../../db/attention/opening.ts";
import { isMinor } from "../../domain/affiliates/family.ts";
import { caseDueAt, type CaseKind, type CaseRisk } from "../../domain/attention/case.ts";
import type { CaseAuthor, CasePerson, ReadCase } from "../../domain/attention/form.ts";
import { Problem } from "../../domain/errors.ts";
import { secretCode } from "../../domain/code.ts";
import { folio } from "../../domain/folio.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { codeFor } from "../../lib/codes/signed_token.ts";
import { act } from "../audit.ts";
import { type Ctx, holderOf, sessionOf, todayOf } from "../context.ts";
import { affiliateOf } from "./access.ts";

type SentCase = {
  folio: string;
  kind: CaseKind;
  risk: CaseRisk;
  dueAt: number;
  /** For whoever gave no name. */
  code: string | undefined;
  isOfAccount: boolean;
};

/** Opens a case, and gives a code to whoever does not say who she is. */
export async function sendCase(
  c: Ctx,
  { kind, risk, person, text }: ReadCase,
  author: CaseAuthor,
  form: { messageId: string; fileIds: string[] },
): Promise<SentCase> {
  const { db, now } = c.get("services");
  const isKnown = author === "known";
  const affiliateId = isKnown ? affiliateOf(c)?.id ?? null : null;
  const named = affiliateId === null ? person : await personOnFile(c, affiliateId);
  const code = named ? undefined : codeOf(c, form.messageId);
  const createdAt = now();
  const dueAt = caseDueAt({ kind, risk }, createdAt);
  const newFolio = folio("PQ", todayOf(c).slice(0, 4), crypto.getRandomValues(new Uint8Array(8)));
  const authorId = isKnown ? sessionOf(c).userId : null;
  const by = named ? { person: named } : { codeSha256: sha256(code ?? "") };
  const opened = { folio: newFolio, kind, risk, affiliateId, createdAt, dueAt, authorId, text };
  const happened = {
    name: "caseOpened",
    // Nothing in the log ties a person or an address to a case without a name.
    detail: code === undefined ? { folio: newFolio, kind } : { kind },
    isNameless: code !== undefined,
  } as const;
  const number = await act(c, happened, (entry) => openCase(db, { ...opened, ...form, by }, entry));
  return { folio: number, kind, risk, dueAt, code, isOfAccount: affiliateId !== null };
}

/** News of a minor goes to the head who acts for her; of an adult, to nobody but herself. */
async function personOnFile(c: Ctx, affiliateId: number): Promise<CasePerson> {
  const { actedFor } = sessionOf(c);
  const isForMinor = actedFor?.id === affiliateId && isMinor(actedFor, todayOf(c));
  const headId = isForMinor ? holderOf(c).id : affiliateId;
  const person = await findCasePerson(c.get("services").db, affiliateId, headId);
  if (!person) throw new Problem("signedOut");
  return person;
}

/** Made of the form's id, so that a form that is sent twice shows the same code. */
function codeOf(c: Ctx, messageId: string): string {
  const made = codeFor(c.get("services").settings.sessionSecrets, `case code:${messageId}`);
  return secretCode(Uint8Array.fromHex(made));
}
