import { Hono } from "hono";
import { z } from "zod";
import { NoticeEndPage } from "../../components/notices/end_page.tsx";
import { acceptNotices, findSubscription, refuseNotices } from "../../db/notices/refusals.ts";
import { Problem } from "../../domain/errors.ts";
import { act } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { secretInAddress } from "../guards/link_token.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

export const NOTICE_END = "/avisos/baja";

const FORM = z.object({
  accion: z.enum(["baja", "volver"]).optional(),
  /** What mail programs post by themselves (RFC 8058). */
  "List-Unsubscribe": z.literal("One-Click").optional(),
});

/**
 * `/avisos/baja?TOKEN` ends the notices to one mailbox. The token alone is the permission, so a
 * mail program may post without cookie and Origin. Opening it changes nothing, and every answer is
 * the same for a token that is not ours.
 */
export function noticeEndRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => answer(c, "asked"));

  routes.post("/", formInput(FORM), async (c) => {
    const { accion, "List-Unsubscribe": oneClick } = c.req.valid("form");
    if (accion === undefined && oneClick === undefined) throw new Problem("invalid");
    const isResuming = accion === "volver" && oneClick === undefined;
    await change(c, isResuming);
    return answer(c, isResuming ? "resumed" : "ended");
  });
  return routes;
}

async function change(c: Ctx, isResuming: boolean): Promise<void> {
  const { db, now, settings } = c.get("services");
  const subscription = await findSubscription(db, settings.sessionSecrets, secretInAddress(c));
  if (!subscription) return;
  const name = isResuming ? "noticesResumed" : "noticesEnded";
  await act(
    c,
    { name, providerId: subscription.providerId },
    (entry) =>
      isResuming
        ? acceptNotices(db, subscription, entry)
        : refuseNotices(db, subscription, now(), entry),
  );
}

function answer(c: Ctx, state: "asked" | "ended" | "resumed") {
  const { phone } = c.get("services").settings.eps;
  const action = `${NOTICE_END}?${encodeURIComponent(secretInAddress(c))}`;
  const content = <NoticeEndPage action={action} state={state} phone={phone} />;
  return answerPage(c, { title: "Avisos por correo", content });
}
