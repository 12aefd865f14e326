import type { Entry } from "../../db/audit/entry.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { AccountPasskeysPage } from "../../components/accounts/passkeys_page.tsx";
import { homeOf } from "../../components/modules/modules.ts";
import {
  createPasskey,
  findPasskeys,
  removePasskey,
  takeChallenge,
} from "../../db/accounts/passkeys.ts";
import type { Passkey } from "../../domain/accounts/passkey.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { closePasskeyOffer } from "../../db/accounts/users.ts";
import type { FieldError } from "../../domain/errors.ts";
import { describeDevice } from "../../domain/accounts/device.ts";
import { isFreshSession } from "../../domain/accounts/session.ts";
import { askForNewPasskey, challengeOf, readNewPasskey } from "../../lib/passkey.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { accountChangedMail } from "../../domain/accounts/mail.ts";
import { tell } from "./notices.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { judgeCurrentPassword, ownAccount } from "../guards/current_password.ts";
import { formInput } from "../input.ts";
import { PASSWORD_INPUT } from "./new_password.ts";
import { readBrowserAnswer } from "./passkey_input.ts";
import { answerPage } from "../representation.tsx";
import { newChallenge, siteOf } from "./sign_in_passkey.ts";

const MAX_PASSKEYS = 10;
const FORM = z.object({
  accion: z.enum(["agregar", "quitar", "no-ofrecer"]),
  llave: z.string().max(2000).default(""),
  respuesta: z.string().max(60_000).default(""),
  actual: PASSWORD_INPUT,
});

/** The passkeys of one's own account. */
export function accountPasskeyRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => await answerPasskeys(c, []));

  routes.post("/reto", async (c) => {
    const account = await ownAccount(c);
    const known = await findPasskeys(c.get("services").db, account.id);
    const person = { handle: handleOf(account.id), name: nameOf(account) };
    const options = await askForNewPasskey(siteOf(c), person, known.map(({ id }) => id));
    return c.json(await newChallenge(c, account.id, options));
  });

  routes.post("/", formInput(FORM), async (c) => {
    const { db, now } = c.get("services");
    const form = c.req.valid("form");
    const account = await ownAccount(c);
    if (form.accion === "agregar") return await add(c, account, form);
    if (form.accion === "quitar") {
      const remove = (entry: Entry) => removePasskey(db, account.id, form.llave, entry);
      await act(c, { name: "passkeyRemoved" }, remove);
      return c.redirect("/cuenta/llaves", 303);
    }
    await closePasskeyOffer(db, account.id, now());
    return c.redirect(homeOf(account.kind).href, 303);
  });
  return routes;
}

/**
 * In a session that has just begun the password was just proved; in an older one it is asked for.
 */
async function add(c: Ctx, account: Account, form: z.infer<typeof FORM>) {
  const { db, now, settings } = c.get("services");
  if (!isFreshSession(sessionOf(c), now())) {
    const { errors, status } = await judgeCurrentPassword(c, account, form.actual);
    if (errors.length > 0) return await answerPasskeys(c, errors, status);
  }
  const key = await newKeyOf(c, account, form.respuesta);
  const add = (entry: Entry) => key ? createPasskey(db, key, entry) : Promise.resolve(false);
  const isKept = await act(c, { name: "passkeyAdded" }, add);
  if (!isKept) return await answerPasskeys(c, [NOT_ADDED]);
  await closePasskeyOffer(db, account.id, now());
  const change = {
    subject: "Hay una llave de acceso nueva",
    text: "se agregó una llave de acceso, con la que se entra sin contraseña.",
  };
  tell(c, account, (to) => accountChangedMail(to, account, settings, change));
  return c.redirect("/cuenta/llaves", 303);
}

const NOT_ADDED: FieldError = {
  field: "agregar",
  message: "No pudimos comprobar la llave de acceso. Pruebe de nuevo.",
};

async function newKeyOf(
  c: Ctx,
  account: Account,
  field: string,
): Promise<Omit<Passkey, "lastUsedAt"> | undefined> {
  const { db, now } = c.get("services");
  const answer = readBrowserAnswer(field);
  const challenge = answer && challengeOf(answer);
  if (!answer || challenge === undefined) return undefined;
  if (!await takeChallenge(db, sha256(challenge), account.id, now())) return undefined;
  if ((await findPasskeys(db, account.id)).length >= MAX_PASSKEYS) return undefined;
  const key = await readNewPasskey(siteOf(c), challenge, answer);
  if (key === undefined) return undefined;
  const { id, publicKey, counter } = key;
  const name = describeDevice(c.req.header("user-agent") ?? "");
  const kept = { id, counter, name, userId: account.id, createdAt: now(), transports: "[]" };
  return { ...kept, publicKey: publicKey.toBase64() };
}

async function answerPasskeys(c: Ctx, errors: FieldError[], status?: 429) {
  const { db, now } = c.get("services");
  const session = sessionOf(c);
  const content = (
    <AccountPasskeysPage
      passkeys={await findPasskeys(db, session.userId)}
      errors={errors}
      asksPassword={!isFreshSession(session, now())}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Llaves de acceso", content, scripts: ["passkeys" as const] };
  return answerPage(c, view, status ?? (errors.length > 0 ? 422 : 200));
}

/**
 * The user handle that a device stores with the key: opaque, and the same for all keys of one
 * person.
 */
function handleOf(userId: number): string {
  return sha256(`passkey of ${userId}`).slice(0, 32);
}

function nameOf({ email, memberships: [first] }: Account): string {
  return email ?? first?.provider.legalName ?? "Zona Ser";
}
