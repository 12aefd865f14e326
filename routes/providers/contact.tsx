import type { Entry } from "../../db/audit/entry.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import {
  ConfirmContactPage,
  ProviderContactPage,
} from "../../components/providers/contact_page.tsx";
import { changeHands } from "../../db/providers/access.ts";
import type { ProviderRecord } from "../../domain/providers/record.ts";
import type { FieldError } from "../../domain/errors.ts";
import {
  changedHands,
  consequencesOf,
  type Hands,
  readHands,
  type TypedHands,
} from "../../domain/providers/new_hands.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { addressOnFileMail } from "../../domain/accounts/registration_mail.ts";
import { auditFirst } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { formInput, typedText } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { backTo, providerInPath } from "./provider.tsx";
import { actNoted, noteOf } from "../staff/act.ts";
import { sendKept } from "../mail/send_kept.ts";

const FORM = z.object({
  accion: z.enum(["revisar", "corregir", "confirmar"]),
  correo: z.string().max(300).default(""),
  cedula: z.string().max(100).default(""),
  representante: z.string().max(1000).default(""),
  motivo: typedText,
  visto: z.string().max(100).default(""),
});

/** Another Correo or representative of a provider: typed, shown with what it does, then confirmed. */
export function staffProviderContactRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:nit/contacto", async (c) => {
    const provider = await providerInPath(c);
    return await answerForm(c, provider, typedOf(provider));
  });

  routes.post("/:nit/contacto", formInput(FORM, drawAgain), async (c) => {
    const { accion, visto, ...typed } = c.req.valid("form");
    const provider = await providerInPath(c);
    if (accion === "corregir") return await answerForm(c, provider, typed);
    const { hands, errors } = readHands(typed, provider);
    if (errors.length > 0) return await answerForm(c, provider, typed, { errors });
    if (isSame(provider, hands)) {
      return await answerForm(c, provider, typed, { problem: NO_CHANGE });
    }
    const isSeen = visto === markOf(provider);
    return accion === "confirmar" && isSeen
      ? await takeChange(c, provider, hands, typed)
      : await answerConfirm(c, provider, hands, typed);
  });
  return routes;
}

const NO_CHANGE = "Esto es lo que ya está registrado: no hay nada que cambiar.";
const OVERTAKEN = "Alguien cambió este prestador mientras tanto. Revise de nuevo.";

async function takeChange(c: Ctx, provider: ProviderRecord, hands: Hands, typed: TypedHands) {
  const { db, background, settings } = c.get("services");
  const note = noteOf(c, "contactChanged", { providerId: provider.id }, typed.motivo);
  const { isEmailNew, isPersonNew, isNameNew } = changedHands(provider, hands);
  const what = [isEmailNew && "email", isPersonNew && "person", isNameNew && "name"];
  const { eps } = settings;
  const change = (entry: Entry) => changeHands(db, provider, hands, { note, eps, entry });
  const isDone = await actNoted(c, note, change, { what: what.filter(Boolean).join(" ") });
  if (!isDone) return await answerForm(c, provider, typed, { problem: OVERTAKEN });
  const { email } = hands;
  if ((isEmailNew || isPersonNew) && email !== null) {
    background.run(() => sendKept(c, addressOnFileMail(email, provider, settings)));
  }
  return backTo(c, provider, "contacto");
}

function typedOf({ email, representativeId, representativeName }: Hands): TypedHands {
  return {
    correo: email ?? "",
    cedula: representativeId ?? "",
    representante: representativeName ?? "",
    motivo: "",
  };
}

function isSame(stored: Hands, hands: Hands): boolean {
  return !Object.values(changedHands(stored, hands)).some(Boolean);
}

/** A digest in the form that tells whether the stored details are still those that were shown. */
function markOf({ email, representativeId, representativeName }: Hands): string {
  return sha256(JSON.stringify([email, representativeId, representativeName]));
}

/** Both pages show what is on file in full (L5). */
async function auditView(c: Ctx, { id }: ProviderRecord): Promise<void> {
  await auditFirst(c, { name: "sensitiveView", providerId: id });
}

type FormAnswer = { errors?: FieldError[]; problem?: string };

async function drawAgain(c: Ctx, typed: TypedHands) {
  return await answerForm(c, await providerInPath(c), typed);
}

async function answerForm(
  c: Ctx,
  provider: ProviderRecord,
  typed: TypedHands,
  { errors = [], problem }: FormAnswer = {},
) {
  await auditView(c, provider);
  const content = (
    <ProviderContactPage
      provider={provider}
      typed={typed}
      errors={errors}
      problem={problem}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Cambiar correo o representante", module: "Prestadores", content } as const;
  return answerPage(c, view, errors.length > 0 || problem !== undefined ? 422 : 200);
}

async function answerConfirm(c: Ctx, provider: ProviderRecord, hands: Hands, typed: TypedHands) {
  await auditView(c, provider);
  const content = (
    <ConfirmContactPage
      provider={provider}
      hands={hands}
      typed={typed}
      seen={markOf(provider)}
      consequences={consequencesOf(provider, hands)}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  return answerPage(c, { title: "Confirme el cambio", module: "Prestadores", content });
}
