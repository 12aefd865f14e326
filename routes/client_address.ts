import { getConnInfo } from "hono/deno";
import type { Ctx } from "./context.ts";

/** The address that a request came from; a proxy's word counts only where it is trusted. */
export function clientAddress(c: Ctx): string {
  const { trustedProxies } = c.get("services").settings;
  const hops = (c.req.header("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
  let address = peerAddress(c);
  while (trustedProxies.includes(address)) {
    const hop = hops.pop();
    if (!hop) break;
    address = hop;
  }
  return address.slice(0, 64);
}

function peerAddress(c: Ctx): string {
  try {
    return getConnInfo(c).remote.address ?? "";
  } catch {
    return "";
  }
}
