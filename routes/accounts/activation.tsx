import { Hono } from "hono";
import { z } from "zod";
import { ActivationPage, SpentLinkPage } from "../../components/accounts/activation_page.tsx";
import { activate, findActivation } from "../../db/accounts/activations.ts";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { ACTIVATION_BY_LINK } from "../../domain/accounts/attempt_limit.ts";
import type { FieldError } from "../../domain/errors.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { act, audit } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { formInput } from "../input.ts";
import { forgetLink, keepLink, LINK_FIELD, linkTokenOf } from "../guards/link_token.ts";
import { PASSWORD_INPUT } from "./new_password.ts";
import { ownerInEvent } from "./registration_link.ts";
import { answerPage } from "../representation.tsx";
import { waitError } from "../guards/wait.ts";

const TITLE = "Active su cuenta";
const FORM = z.object({
  contrasena: PASSWORD_INPUT,
  [LINK_FIELD]: z.string().max(200).optional(),
});

/** The page of the link. Opening it changes nothing: mail scanners open links. */
export function activationRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    if (!await findUsable(c)) return answerSpent(c);
    await keepLink(c);
    return await answerForm(c, []);
  });

  routes.post("/", formInput(FORM), async (c) => {
    const { contrasena } = c.req.valid("form");
    const { db, now, passwords } = c.get("services");
    const activation = await findUsable(c);
    if (!activation) return answerSpent(c);
    const owner = ownerInEvent(activation.owner);
    const attempts = [{ limit: ACTIVATION_BY_LINK, of: await linkHash(c) }];
    const waitMs = await takeAttempt(db, attempts, now());
    if (waitMs > 0) return await answerForm(c, [waitError(c, "contrasena", waitMs)], 429);
    if (!await passwords.verify(activation.passwordHash, contrasena)) {
      audit(c, { name: "activation", result: "refused", ...owner });
      const message = contrasena === ""
        ? "Escriba la contraseña que escogió al registrarse."
        : "No es la contraseña del registro de este enlace. Si se registró más de una vez, cada " +
          "enlace abre con la suya.";
      return await answerForm(c, [{ field: "contrasena", message }]);
    }
    const hash = await linkHash(c);
    const happened = { name: "activation", ...owner } as const;
    const isFirst = await act(c, happened, (entry) => activate(db, hash, now(), entry));
    forgetLink(c);
    const kind = "affiliateId" in activation.owner ? "&tipo=afiliado" : "";
    return isFirst ? c.redirect(`/zona-ser?activada=si${kind}`, 303) : answerSpent(c);
  });
  return routes;
}

async function findUsable(c: Ctx) {
  const { db, now } = c.get("services");
  return await findActivation(db, await linkHash(c), now());
}

async function linkHash(c: Ctx): Promise<string> {
  return sha256(await linkTokenOf(c));
}

async function answerForm(c: Ctx, errors: FieldError[], status?: 429) {
  const content = <ActivationPage link={await linkTokenOf(c)} errors={errors} />;
  const view = { title: TITLE, content, scripts: ["link" as const] };
  return answerPage(c, view, status ?? (errors.length > 0 ? 422 : 200));
}

function answerSpent(c: Ctx) {
  return answerPage(c, { title: TITLE, content: <SpentLinkPage /> }, 410);
}
