import type { MiddlewareHandler } from "hono";
import { getConnInfo } from "hono/deno";
import {
  type AddressRange,
  isWithin,
  normalizeAddress,
  parseRange,
  placeOf,
} from "../../lib/ip_address.ts";
import type { Ctx, Env } from "../context.ts";

/**
 * Sets, once for each request, the address that it came from and the place that tries are counted
 * by: that address, or the whole network of an IPv6 customer.
 */
export function noteClientAddress(trustedProxies: string[]): MiddlewareHandler<Env> {
  const trusted = trustedProxies.flatMap((text) => parseRange(text) ?? []);
  return async (c, next) => {
    const address = findAddress(c, trusted);
    c.set("clientAddress", address);
    c.set("clientPlace", placeOf(address));
    await next();
  };
}

/**
 * `X-Forwarded-For` counts only from a trusted proxy; empty where the runtime does not know the
 * address.
 */
function findAddress(c: Ctx, trusted: AddressRange[]): string {
  const hops = (c.req.header("x-forwarded-for") ?? "").split(",");
  let address = normalizeAddress(peerAddress(c)) ?? "";
  while (isWithin(address, trusted)) {
    const hop = normalizeAddress(hops.pop() ?? "");
    if (hop === undefined) break;
    address = hop;
  }
  return address;
}

function peerAddress(c: Ctx): string {
  try {
    return getConnInfo(c).remote.address ?? "";
  } catch {
    return "";
  }
}
