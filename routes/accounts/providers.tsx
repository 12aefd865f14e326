import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { AccountProvidersPage } from "../../components/accounts/providers_page.tsx";
import { switchProvider } from "../../db/accounts/session_whom.ts";
import { Problem } from "../../domain/errors.ts";
import { act } from "../audit.ts";
import { type Env, sessionOf } from "../context.ts";
import { ownAccount } from "../guards/current_password.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const FORM = z.object({ ips: z.string().max(20) });

/** Mis IPS: the providers that one may work for, and the change from one to another. */
export function accountProviderRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const { memberships } = await ownAccount(c);
    const content = (
      <AccountProvidersPage
        memberships={memberships}
        currentNit={c.get("provider")?.nit}
        csrfToken={csrfTokenOf(c) ?? ""}
      />
    );
    return answerPage(c, { title: "Mis IPS", content });
  });

  routes.post("/", formInput(FORM), async (c) => {
    const { db } = c.get("services");
    const { ips: nit } = c.req.valid("form");
    const { id, userId } = sessionOf(c);
    const { memberships } = await ownAccount(c);
    const wanted = memberships.find(({ provider }) => provider.nit === nit);
    const isDone = wanted && await act(
      c,
      { name: "providerSwitch", providerId: wanted.provider.id },
      (entry) => switchProvider(db, { id, userId, nit }, entry),
    );
    if (!isDone) throw new Problem("notFound", "Esa IPS no está entre las suyas.");
    return c.redirect("/portal", 303);
  });
  return routes;
}
