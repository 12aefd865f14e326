import type { MiddlewareHandler } from "hono";
import { NONCE, secureHeaders } from "hono/secure-headers";
import { Problem } from "../../domain/errors.ts";
import type { Env } from "../context.ts";

const HSTS = "max-age=63072000; includeSubDomains";

/** Headers of every answer: no inline script, no other host, no copy in caches, no frames. */
export function securityHeaders(baseUrl: string): MiddlewareHandler<Env> {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: [NONCE, "'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
    },
    crossOriginOpenerPolicy: "same-origin",
    crossOriginResourcePolicy: "same-origin",
    referrerPolicy: "same-origin",
    strictTransportSecurity: baseUrl.startsWith("https:") ? HSTS : false,
    xContentTypeOptions: true,
    xFrameOptions: "DENY",
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  });
  return async (c, next) => {
    c.header("Cache-Control", "no-store");
    await headers(c, next);
    if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
  };
}

/**
 * Links, cookies and checks trust one host only; a request for another one is refused. The request
 * line may name another host than the header (`GET http://evil.example/`): both are checked.
 */
export function refuseForeignHosts(baseUrl: string): MiddlewareHandler<Env> {
  const { host, hostname, port } = new URL(baseUrl);
  const isLocal = LOOPBACK.includes(hostname);
  const own = isLocal ? LOOPBACK.map((name) => port === "" ? name : `${name}:${port}`) : [host];
  return async (c, next) => {
    const address = hostOf(c.req.url);
    const asked = [c.req.header("host") ?? address, address];
    if (!asked.every((one) => own.includes(one.toLowerCase()))) {
      throw new Problem("malformed", "Esta dirección no es la del portal.");
    }
    await next();
  };
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "";
}
