import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { ChainPage } from "../../components/audit/chain_page.tsx";
import { beginChainCheck, findChainCheck, runChainCheck } from "../../db/audit/chain.ts";
import { isChainCheckRunning } from "../../domain/audit/chain.ts";
import { auditFirst } from "../audit.ts";
import { type Env, sessionOf } from "../context.ts";
import { answerPage, nonceOf } from "../representation.tsx";

/** Whether an event was changed or removed: checked on demand, beside other requests. */
export function staffChainRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/cadena", async (c) => {
    const { db, now } = c.get("services");
    const check = await findChainCheck(db);
    const content = (
      <ChainPage
        check={check}
        isRunning={isChainCheckRunning(check, now())}
        csrfToken={csrfTokenOf(c) ?? ""}
        nonce={nonceOf(c)}
      />
    );
    return answerPage(c, { title: "Cadena de auditoría", module: "Auditoría", content });
  });

  routes.post("/cadena", async (c) => {
    const { db, now, background, log, settings: { sessionSecrets } } = c.get("services");
    const check = await beginChainCheck(db, sessionOf(c).user.name, now());
    if (check) {
      background.run(async () => {
        const { state, brokenAt, count } = await runChainCheck(db, check, { sessionSecrets, now });
        await auditFirst(c, { name: "chainChecked", detail: { state, count } });
        if (state === "broken") log("error", "audit chain broken", { brokenAt });
      });
    }
    return c.redirect("/funcionario/auditoria/cadena", 303);
  });
  return routes;
}
