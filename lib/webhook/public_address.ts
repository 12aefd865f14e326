import ipaddr from "ipaddr.js";
import { isWithin, normalizeAddress, parseRange } from "../ip_address.ts";

/**
 * All of IPv6 that is given out to the public; whatever carries an IPv4 address inside, such as
 * NAT64 and 6to4, lies outside of it or has a range of its own.
 */
const PUBLIC_IPV6 = parseRange("2000::/3");
/** A public address at which Azure answers its own machines with their secrets. */
const METADATA = parseRange("168.63.129.16");

/**
 * Whether an address is one of the public internet: no private, loopback, link-local, shared
 * (CGNAT), multicast or reserved one, in no spelling.
 */
export function isPublicAddress(text: string): boolean {
  const address = normalizeAddress(text);
  if (address === undefined || text.includes("%")) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  return parsed.kind() === "ipv4" ? !isIn(address, METADATA) : isIn(address, PUBLIC_IPV6);
}

/** Whether an address is this machine itself. */
export function isLoopbackAddress(text: string): boolean {
  const address = normalizeAddress(text);
  return address !== undefined && ipaddr.parse(address).range() === "loopback";
}

function isIn(address: string, range: ReturnType<typeof parseRange>): boolean {
  return range !== undefined && isWithin(address, [range]);
}
