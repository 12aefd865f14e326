import { getConnInfo } from "hono/deno";
import { isWithin, normalizeAddress, parseRange, placeOf } from "../../lib/ip_address.ts";
import type { Ctx } from "../context.ts";

/** The address that a request came from; a proxy's word counts only where it is trusted. */
export function clientAddress(c: Ctx): string {
  const { trustedProxies } = c.get("services").settings;
  const trusted = trustedProxies.flatMap((text) => parseRange(text) ?? []);
  const hops = (c.req.header("x-forwarded-for") ?? "").split(",");
  let address = normalizeAddress(peerAddress(c)) ?? "";
  while (isWithin(address, trusted)) {
    const hop = normalizeAddress(hops.pop() ?? "");
    if (hop === undefined) break;
    address = hop;
  }
  return address;
}

/** What tries are counted by: the address, or the whole network of an IPv6 customer. */
export function clientPlace(c: Ctx): string {
  return placeOf(clientAddress(c));
}

function peerAddress(c: Ctx): string {
  try {
    return getConnInfo(c).remote.address ?? "";
  } catch {
    return "";
  }
}
