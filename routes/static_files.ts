import type { Context, Hono } from "hono";
import { compress } from "hono/compress";
import { serveStatic } from "hono/serve-static";
import { Problem } from "../domain/errors.ts";
import type { Env } from "./context.ts";
import { slimHeaders } from "./guards/security_headers.ts";
import type { Sheet } from "./styles.ts";

/** Static files are found beside the code, wherever the process was started. */
const ROOT = `${import.meta.dirname}/..`;
/** For any other path the file server would log the system's error with the path. */
const STATIC_PATH = /^\/static\/(?:help\/)?[\w.-]{1,100}$/;
const CSS = "text/css; charset=utf-8";
const VERSIONED_SECONDS = 365 * 24 * 60 * 60;
const UNVERSIONED_SECONDS = 60 * 60;

/**
 * Serves what is the same for everybody: the style sheets, scripts and images, and `/robots.txt`.
 */
export function mountStatic(app: Hono<Env>, sheets: Sheet[]): void {
  app.use("/static/*", async (c, next) => {
    if (!STATIC_PATH.test(c.req.path)) throw new Problem("notFound");
    await next();
    if (!c.res.ok) return;
    const isVersioned = c.req.query("v") !== undefined;
    const keep = isVersioned ? `${VERSIONED_SECONDS}, immutable` : UNVERSIONED_SECONDS;
    c.header("Cache-Control", `public, max-age=${keep}`);
    slimHeaders(c);
  });
  // Smaller than the runtime makes what it compresses for every answer: these travel once a year.
  app.use("/static/*", compress());
  for (const { name, text } of sheets) {
    const bytes = new TextEncoder().encode(text);
    const headers = { "Content-Type": CSS, "Content-Length": String(bytes.length) };
    app.get(`/static/${name}`, (c) => c.body(bytes, 200, headers));
  }
  app.use("/static/*", serveStatic({ root: ROOT, getContent: openFile }));
  const rewriteRequestPath = (path: string) => `/static${path}`;
  app.get("/robots.txt", serveStatic({ root: ROOT, rewriteRequestPath, getContent: openFile }));
  app.all("/static/*", () => {
    throw new Problem("notFound");
  });
}

/** A file as a stream, with its length in the answer; null where there is none of that name. */
async function openFile(
  path: string,
  c: Context,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null> {
  try {
    const file = await Deno.open(path);
    const { isFile, size } = await file.stat();
    if (isFile) {
      c.header("Content-Length", String(size));
      return file.readable;
    }
    file.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return null;
}
