import type { MiddlewareHandler } from "hono";
import { Problem } from "../../domain/errors.ts";
import type { Ctx, Env, Settings } from "../context.ts";
import { isFragment } from "../htmx.ts";

const HSTS = "max-age=63072000; includeSubDomains";
const HEADERS = {
  "Cache-Control": "no-store",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "X-DNS-Prefetch-Control": "off",
  "X-Download-Options": "noopen",
  "X-Frame-Options": "DENY",
  "X-Permitted-Cross-Domain-Policies": "none",
  "X-XSS-Protection": "0",
};
/**
 * What only concerns a document. A part is put into one by a script, which alone can ask for it, and a
 * first visit has eight files, of which each would carry half a kilobyte.
 */
const OF_DOCUMENTS = [
  "Origin-Agent-Cluster",
  "Permissions-Policy",
  "X-DNS-Prefetch-Control",
  "X-Download-Options",
  "X-Permitted-Cross-Domain-Policies",
  "X-XSS-Protection",
];
/** A picture that is opened by itself is a document, and may do nothing. */
const FILE_POLICY = "default-src 'none'; frame-ancestors 'none'";
const AFTER_SCRIPTS = ["style", "img", "font", "connect"].map((one) => `${one}-src 'self'; `)
  .join("") + "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
const NONCE_BYTES = 16;

/**
 * Headers of every answer: no inline script, no other host, no copy in caches, no frames. They are
 * set before the answer is made: the runtime would have to make it again with those that come later.
 */
export function securityHeaders(baseUrl: string): MiddlewareHandler<Env> {
  const isSecure = baseUrl.startsWith("https:");
  const headers = Object.entries({
    ...HEADERS,
    ...(isSecure && { "Strict-Transport-Security": HSTS }),
  });
  const headersOfParts = headers.filter(([name]) => !OF_DOCUMENTS.includes(name));
  return (c, next) => {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES)).toBase64();
    c.set("nonce", nonce);
    for (const [name, value] of isFragment(c) ? headersOfParts : headers) c.header(name, value);
    c.header("Content-Security-Policy", policyOf(nonce));
    return next();
  };
}

/** Leaves, of the headers of every answer, those that mean something for a script, a style or a picture. */
export function slimHeaders(c: Ctx): void {
  for (const name of OF_DOCUMENTS) c.header(name, undefined);
  c.header("Content-Security-Policy", FILE_POLICY);
}

function policyOf(nonce: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}' 'self'; ${AFTER_SCRIPTS}`;
}

/**
 * Links, cookies and checks trust one host, and those of previews that a setting names; a request for
 * another one is refused. The request line may name another host than the header
 * (`GET http://evil.example/`): both are checked, and they are the same one where it is a preview's,
 * because the origin of forms is read from one of them.
 */
export function refuseForeignHosts(
  { baseUrl, previewHosts }: Pick<Settings, "baseUrl" | "previewHosts">,
): MiddlewareHandler<Env> {
  const { host, hostname, port } = new URL(baseUrl);
  const isLocal = LOOPBACK.includes(hostname);
  const own = isLocal ? LOOPBACK.map((name) => port === "" ? name : `${name}:${port}`) : [host];
  return (c, next) => {
    const address = hostOf(c.req.url);
    const asked = [c.req.header("host") ?? address, address].map((one) => one.toLowerCase());
    if (!asked.every((one) => own.includes(one)) && !isPreview(asked, previewHosts)) {
      throw new Problem("malformed", "Esta dirección no es la del portal.");
    }
    return next();
  };
}

/** Whether it is one host, of a name given whole or with a star for its first label. */
function isPreview([host = "", address]: string[], previewHosts: string[]): boolean {
  const anyFirst = host.replace(/^[^.]+/, "*");
  return host === address && (previewHosts.includes(host) || previewHosts.includes(anyFirst));
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** The host as it was asked for; a `URL`, made twice for each request, costs as much as the log. */
function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]*)/i.exec(url)?.[1] ?? "";
}
