import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { AcceptPoliciesPage, PoliciesPage } from "../../components/accounts/policies_page.tsx";
import { homeOf } from "../../components/modules/modules.ts";
import { acceptPolicy } from "../../db/accounts/users.ts";
import type { FieldError } from "../../domain/errors.ts";
import { POLICY_VERSION, policyText } from "../../domain/accounts/policy.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

export function policyRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => {
    const { eps } = c.get("services").settings;
    return answerPage(c, { title: "Políticas del sitio", content: <PoliciesPage eps={eps} /> });
  });
  return routes;
}

/** Today's policies, which everybody accepts once before anything else opens (Ley 1581, art. 9). */
export function acceptPolicyRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  const form = z.object({ politicas: z.string().max(10).optional() });
  routes.get("/", (c) => answerAccept(c, []));

  routes.post("/", formInput(form), async (c) => {
    if (c.req.valid("form").politicas === undefined) {
      return answerAccept(c, [{ field: "politicas", message: "Acéptelas para poder seguir." }]);
    }
    const { db, now, settings } = c.get("services");
    const session = sessionOf(c);
    const consent = {
      userId: session.userId,
      providerId: c.get("provider")?.id ?? null,
      policyVersion: POLICY_VERSION,
      policySha256: sha256(policyText(settings.eps)),
      acceptedAt: now(),
      address: c.get("clientAddress"),
    };
    const happened = { name: "policyAccepted", detail: { version: POLICY_VERSION } } as const;
    await act(c, happened, (entry) => acceptPolicy(db, consent, entry));
    return c.redirect(homeOf(session.user.kind).href, 303);
  });
  return routes;
}

function answerAccept(c: Ctx, errors: FieldError[]) {
  const { eps } = c.get("services").settings;
  const csrfToken = csrfTokenOf(c) ?? "";
  const content = <AcceptPoliciesPage eps={eps} errors={errors} csrfToken={csrfToken} />;
  return answerPage(c, { title: "Políticas del sitio", content }, errors.length > 0 ? 422 : 200);
}
