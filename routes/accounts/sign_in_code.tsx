import { Hono } from "hono";
import { z } from "zod";
import { SignInCodePage } from "../../components/accounts/sign_in_code_page.tsx";
import { keepPlace, takeAttempt } from "../../db/accounts/attempts.ts";
import { SECOND_FACTOR_BY_USER } from "../../domain/accounts/attempt_limit.ts";
import type { FieldError } from "../../domain/errors.ts";
import { audit, auditFirst } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { formInput } from "../input.ts";
import { forgetPending, readPending } from "./pending_sign_in.ts";
import { answerPage } from "../representation.tsx";
import { takeSecondFactor } from "../guards/second_factor_check.ts";
import { finishSignIn } from "./sign_in_finish.ts";
import { waitError } from "../guards/wait.ts";

const FORM = z.object({ codigo: z.string().max(100).default("") });

/** The second step of a sign-in: a code of the authenticator, or one of the recovery codes. */
export function signInCodeRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    return await readPending(c) ? answer(c, []) : c.redirect("/zona-ser", 303);
  });

  routes.post("/", formInput(FORM), async (c) => {
    const pending = await readPending(c);
    if (!pending) return c.redirect("/zona-ser", 303);
    const { db, now } = c.get("services");
    const { account, user, isKnown, next } = pending;
    const attempts = [{ limit: SECOND_FACTOR_BY_USER, of: String(account.id) }];
    const waitMs = await takeAttempt(db, attempts, now());
    if (waitMs > 0) {
      return answer(c, [waitError(c, "codigo", waitMs)], 429);
    }
    const way = await takeSecondFactor(c, account, c.req.valid("form").codigo);
    const happened = { name: "secondFactor", userId: account.id } as const;
    if (!way) {
      audit(c, { ...happened, result: "refused" });
      return answer(c, [WRONG]);
    }
    await auditFirst(c, happened);
    const address = await finishSignIn(c, account, { way, next, isNewPlace: !isKnown });
    forgetPending(c);
    await keepPlace(db, { user, source: c.get("clientPlace"), attempts, nowMs: now() });
    return c.redirect(address ?? "/zona-ser", 303);
  });
  return routes;
}

const WRONG: FieldError = {
  field: "codigo",
  message: "Ese código no es válido o ya se usó. Escriba el que ve ahora.",
};

function answer(c: Ctx, errors: FieldError[], status?: 429) {
  const content = <SignInCodePage errors={errors} />;
  const code = status ?? (errors.length > 0 ? 422 : 200);
  return answerPage(c, { title: "Código de verificación", content }, code);
}
