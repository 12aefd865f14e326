import { Hono } from "hono";
import { DatabaseMoved, pingDatabase } from "../../db/client.ts";
import type { Env } from "../context.ts";
import { READY_WITHIN_MS } from "./entrance.ts";

/** `/ready`: the database answers in time, and its file is still the one at its path. */
export function readyRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/ready", async (c) => {
    const { db, log } = c.get("services");
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), READY_WITHIN_MS);
    });
    const answers = pingDatabase(db).then(() => true, (error: unknown) => {
      if (error instanceof DatabaseMoved) log("error", "database moved", { path: error.message });
      return false;
    });
    const isReady = await Promise.race([answers, late]);
    clearTimeout(timer);
    return isReady ? c.text("ok") : c.text("unavailable", 503);
  });
  return routes;
}
