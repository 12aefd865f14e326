import type { Hono } from "hono";
import { letOthersRun } from "../../lib/turn.ts";
import type { Env, Frame, Services } from "../context.ts";

/*
 * The portal in parts. Deno reads whatever the code imports by a written name before it runs
 * anything, even what is imported lazily; so the names are made here.
 */
const PARTS = [
  "../../db/schema.ts",
  "../accounts/mount.ts",
  "../payments/pages.ts",
  "../api.ts",
  "../affiliates.ts",
  "../enrolment/mount.ts",
  "../staff.ts",
].map((path) => import.meta.resolve(path));
const WHOLE = import.meta.resolve("../app.tsx");

/**
 * Reads the portal part by part, because reading blocks the process: between two of them whoever
 * came first is answered. Throws what reading threw, again and again: Deno remembers it.
 */
export async function openPortal(services: Services, frame: Frame): Promise<Hono<Env>> {
  for (const part of PARTS) {
    await import(part);
    await letOthersRun();
  }
  const { createApp }: typeof import("../app.tsx") = await import(WHOLE);
  return await createApp(services, frame);
}
