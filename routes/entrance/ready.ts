import { Hono } from "hono";
import { pingDatabase } from "../../db/client.ts";
import type { Env } from "../context.ts";
import { READY_WITHIN_MS } from "./entrance.ts";

/** `/ready`: the database answers in time. */
export function readyRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/ready", async (c) => {
    const { db } = c.get("services");
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), READY_WITHIN_MS);
    });
    const answers = pingDatabase(db).then(() => true, () => false);
    const isReady = await Promise.race([answers, late]);
    clearTimeout(timer);
    return isReady ? c.text("ok") : c.text("unavailable", 503);
  });
  return routes;
}
