import { Hono } from "hono";
import { z } from "zod";
import { type Attempt, giveBack, takeAttempt } from "../../db/accounts/attempts.ts";
import {
  findPasskey,
  keepChallenge,
  takeChallenge,
  usePasskey,
} from "../../db/accounts/passkeys.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { findAccount } from "../../db/accounts/users.ts";
import { PASSKEY_BY_SOURCE } from "../../domain/accounts/attempt_limit.ts";
import { askForPasskey, challengeOf, readPasskey } from "../../lib/passkey.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { audit } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { formInput } from "../input.ts";
import { readBrowserAnswer } from "./passkey_input.ts";
import { finishSignIn } from "./sign_in_finish.ts";
import { answerWait } from "../guards/wait.ts";

const CHALLENGE_LIFETIME_MS = 5 * 60 * 1000;
/** The challenge and the answer to it; a successful sign-in gives back both attempts. */
const ATTEMPTS_A_SIGN_IN = 2;
const FORM = z.object({
  respuesta: z.string().max(60_000).default(""),
  next: z.string().max(2000).default(""),
});

/** Signing in with a passkey: it proves the device, and the device has verified its owner. */
export function signInPasskeyRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post("/reto", async (c) => {
    const waitMs = await takePlace(c);
    if (waitMs > 0) return answerWait(c, waitMs);
    return c.json(await newChallenge(c, null, await askForPasskey(siteOf(c))));
  });

  routes.post("/", formInput(FORM), async (c) => {
    const { respuesta, next } = c.req.valid("form");
    const waitMs = await takePlace(c);
    if (waitMs > 0) return answerWait(c, waitMs);
    const { db } = c.get("services");
    const account = await accountOf(c, respuesta);
    if (!account) {
      audit(c, { name: "signIn", result: "refused", detail: { way: "passkey" } });
      return c.redirect("/zona-ser?llave=no", 303);
    }
    const address = await finishSignIn(c, account, { way: "passkey", next, isNewPlace: false });
    for (let taken = 0; taken < ATTEMPTS_A_SIGN_IN; taken++) await giveBack(db, attemptsOf(c));
    return c.redirect(address ?? "/zona-ser?llave=no", 303);
  });
  return routes;
}

/** Stores the challenge that a browser must sign, so that it is answered only once. */
export async function newChallenge<Options extends { challenge: string }>(
  c: Ctx,
  userId: number | null,
  options: Options,
): Promise<Options> {
  const { db, now } = c.get("services");
  const challengeSha256 = sha256(options.challenge);
  const expiresAt = now() + CHALLENGE_LIFETIME_MS;
  await keepChallenge(db, { challengeSha256, userId, expiresAt }, now());
  return options;
}

/** The site that browsers bind passkeys to. */
export function siteOf(c: Ctx) {
  const { baseUrl, eps } = c.get("services").settings;
  return { name: `Zona Ser de ${eps.name}`, origin: baseUrl };
}

async function accountOf(c: Ctx, field: string): Promise<Account | undefined> {
  const { db, now } = c.get("services");
  const answer = readBrowserAnswer(field);
  const challenge = answer && challengeOf(answer);
  if (!answer || challenge === undefined) return undefined;
  if (!await takeChallenge(db, sha256(challenge), null, now())) return undefined;
  const known = await findPasskey(db, answer.id);
  if (!known) return undefined;
  const publicKey = Uint8Array.fromBase64(known.publicKey);
  const key = { id: known.id, publicKey, counter: known.counter };
  const counter = await readPasskey(siteOf(c), challenge, answer, key);
  if (counter === undefined) return undefined;
  await usePasskey(db, known.id, counter, now());
  const account = await findAccount(db, { id: known.userId });
  return account?.isActive ? account : undefined;
}

async function takePlace(c: Ctx): Promise<number> {
  const { db, now } = c.get("services");
  return await takeAttempt(db, attemptsOf(c), now());
}

function attemptsOf(c: Ctx): Attempt[] {
  return [{ limit: PASSKEY_BY_SOURCE, of: c.get("clientPlace") }];
}
