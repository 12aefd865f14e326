import { Hono } from "hono";
import { z } from "zod";
import type { ModuleName } from "../../components/modules/modules.ts";
import { ProviderTokensPage, StaffTokensPage } from "../../components/programs/tokens_page.tsx";
import type { TokensProps } from "../../components/programs/tokens.tsx";
import { createToken, findTokens, revokeToken, type TokenOwner } from "../../db/programs/tokens.ts";
import { accountChangedMail } from "../../domain/accounts/mail.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { isLiving } from "../../domain/programs/listed_token.ts";
import {
  EMPTY_TOKEN,
  EXPIRIES,
  MAX_LIVING_TOKENS,
  readToken,
  tickedScopes,
  type TypedToken,
} from "../../domain/programs/new_token.ts";
import { STAFF_SCOPE, type TokenScope } from "../../domain/programs/scope.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { PASSWORD_INPUT } from "../accounts/new_password.ts";
import { tell } from "../accounts/notices.ts";
import { act, actOnce } from "../audit.ts";
import { type Ctx, type Env, providerOf, sessionOf, todayOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { judgeCurrentPassword, ownAccount } from "../guards/current_password.ts";
import { formInput, queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const QUERY = z.object({ hecho: z.enum(["revocado", "repetido"]).optional() });
const BOX = z.literal("si").optional();
const FORM = z.object({
  accion: z.enum(["crear", "revocar"]),
  nombre: z.string().max(500).default(""),
  vence: z.enum(EXPIRIES).default(EMPTY_TOKEN.vence),
  fecha: z.string().max(40).default(""),
  leer: BOX,
  descargar: BOX,
  cruces: BOX,
  token: z.string().regex(/^[\w-]{1,100}$/),
  actual: PASSWORD_INPUT,
});
type Form = z.infer<typeof FORM>;

const NOTICES = {
  revocado: "El token ya no sirve.",
  repetido: "Ese token ya se creó y no se vuelve a mostrar. Si no lo copió, revóquelo y cree otro.",
};

/** Whose tokens a page makes, and how it looks. */
type Kind = {
  address: string;
  /** Absent where one chooses. */
  scope?: TokenScope;
  ownerOf: (c: Ctx) => TokenOwner;
  Page: (props: TokensProps) => ReturnType<typeof ProviderTokensPage>;
  view: { title: string; module?: ModuleName };
};

/** Programas: the tokens by which a provider's programs read its payments. */
export function providerTokenRoutes(): Hono<Env> {
  return tokenRoutes({
    address: "/cuenta/programas",
    ownerOf: (c) => ({ providerId: providerOf(c).id }),
    Page: ProviderTokensPage,
    view: { title: "Programas" },
  });
}

/** The tokens by which programs load payments in the name of whoever made them. */
export function staffTokenRoutes(): Hono<Env> {
  return tokenRoutes({
    address: "/funcionario/tokens",
    scope: STAFF_SCOPE,
    ownerOf: (c) => ({ staffId: sessionOf(c).userId }),
    Page: StaffTokensPage,
    view: { title: "Tokens para programas", module: "Cargar archivos" },
  });
}

function tokenRoutes(kind: Kind): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), (c) => {
    const { hecho } = c.req.valid("query");
    return answerTokens(c, kind, { notice: hecho && NOTICES[hecho] });
  });

  const drawAgain = (c: Ctx, form: Form) =>
    answerTokens(c, kind, form.accion === "crear" ? askedBy(form) : {});
  routes.post("/", formInput(FORM, drawAgain), async (c) => {
    const form = c.req.valid("form");
    return form.accion === "crear"
      ? await create(c, kind, form)
      : await revoke(c, kind, form.token);
  });
  return routes;
}

async function create(c: Ctx, kind: Kind, form: Form) {
  const { db, now, settings } = c.get("services");
  const asked = askedBy(form);
  const account = await ownAccount(c);
  const reading = readToken(form, todayOf(c));
  const scopes: readonly TokenScope[] = kind.scope ? [kind.scope] : asked.typed.permisos;
  const verdict = await judgeCurrentPassword(c, account, form.actual);
  const errors = [
    ...("errors" in reading ? reading.errors : []),
    ...(scopes.length === 0 ? [NO_SCOPE] : []),
    ...await judgeCount(c, kind),
    ...verdict.errors,
  ];
  if ("errors" in reading || errors.length > 0) {
    return await answerTokens(c, kind, { ...asked, errors, status: verdict.status });
  }
  const made = newSecretToken("zs_");
  const token = {
    ...reading,
    tokenSha256: sha256(made),
    handle: form.token,
    owner: kind.ownerOf(c),
    madeBy: account.id,
    scopes,
    createdAt: now(),
  };
  const detail = { token: reading.name, scope: scopes.join(",") };
  const isNew = await actOnce(
    c,
    { name: "tokenCreated", detail },
    (entry) => createToken(db, token, entry),
  );
  if (!isNew) return c.redirect(`${kind.address}?hecho=repetido`, 303);
  tell(c, account, (to) => accountChangedMail(to, account, settings, CHANGE));
  return await answerTokens(c, kind, { made });
}

const NO_SCOPE = { field: "permisos", message: "Escoja al menos un permiso." };
const CHANGE = {
  subject: "Hay un token nuevo para un programa",
  text: "se creó un token, con el que un programa entra sin contraseña.",
};

async function judgeCount(c: Ctx, kind: Kind): Promise<FieldError[]> {
  const tokens = await findTokens(c.get("services").db, kind.ownerOf(c), todayOf(c));
  const living = tokens.filter((token) => isLiving(token, todayOf(c)));
  if (living.length < MAX_LIVING_TOKENS) return [];
  const message = `Ya hay ${MAX_LIVING_TOKENS} tokens que sirven. Revoque uno antes.`;
  return [{ field: "nombre", message }];
}

async function revoke(c: Ctx, kind: Kind, handle: string) {
  const { db, now } = c.get("services");
  const ended = { handle, nowMs: now() };
  const owner = kind.ownerOf(c);
  const token = (await findTokens(db, owner, todayOf(c))).find((one) => one.handle === handle);
  const isDone = await act(
    c,
    { name: "tokenRevoked", detail: token ? { token: token.name } : {} },
    (entry) => revokeToken(db, owner, ended, entry),
  );
  if (!isDone && !token) throw new Problem("notFound", "Ese token no es suyo.");
  return c.redirect(`${kind.address}?hecho=revocado`, 303);
}

/** What a form asked for, to be drawn again: the same form still makes one token. */
function askedBy(form: Form): { typed: TypedToken; handle: string } {
  const { nombre, vence, fecha, token: handle } = form;
  return { typed: { nombre, vence, fecha, permisos: tickedScopes(form) }, handle };
}

type Shown = {
  typed?: TypedToken;
  handle?: string;
  errors?: FieldError[];
  made?: string;
  notice?: string | undefined;
  status?: 429 | undefined;
};

async function answerTokens(c: Ctx, kind: Kind, { typed, errors = [], made, ...more }: Shown) {
  const { db, settings } = c.get("services");
  const { address, Page, view } = kind;
  const content = (
    <Page
      address={address}
      tokens={await findTokens(db, kind.ownerOf(c), todayOf(c))}
      today={todayOf(c)}
      typed={typed ?? EMPTY_TOKEN}
      hasScopes={kind.scope === undefined}
      handle={more.handle ?? newSecretToken()}
      errors={errors}
      made={made}
      baseUrl={settings.baseUrl}
      notice={more.notice}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const status = more.status ?? (errors.length > 0 ? 422 : 200);
  return answerPage(c, { ...view, content, scripts: ["copy"] }, status);
}
