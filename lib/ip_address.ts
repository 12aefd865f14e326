import { isIP } from "node:net";

/**
 * One spelling of an address, so that it can be compared and counted: without port, an IPv4 inside
 * an IPv6 as IPv4. Undefined where the text is no address.
 */
export function normalizeAddress(text: string): string | undefined {
  const bare = text.trim().replace(/^\[([^\]]*)\](?::\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1")
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
  if (isIP(bare) === 0) return undefined;
  return isIP(bare) === 4 ? bare : new URL(`http://[${bare.split("%")[0]}]`).hostname.slice(1, -1);
}

/** The place that an address stands for: itself, or the /64 that one IPv6 customer has whole. */
export function placeOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const rest = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? [] : Array(8 - groups.length - rest.length).fill("0");
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(":")}::/64`;
}
