import ipaddr from "ipaddr.js";

/** The addresses that begin with the same bits as `network`, as many as `bits` says. */
export type AddressRange = { network: IpAddress; bits: number };

type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

/** This many bits come before an IPv4 address inside an IPv6 one. */
const MAPPED_BITS = 96;

/**
 * The one spelling in which addresses are compared and counted: without port, an IPv4 inside an
 * IPv6 as IPv4. Undefined where the text is no address.
 */
export function normalizeAddress(text: string): string | undefined {
  const bare = text.trim().replace(/^\[([^\]]*)\](?::\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
  const address = parseAddress(bare);
  return address && unmapped(address).toString();
}

/**
 * What tries from an address are counted by: the address itself, or the /64 that belongs to one
 * IPv6 customer.
 */
export function placeOf(address: string): string {
  if (!address.includes(":")) return address;
  const parsed = parseAddress(address);
  if (!(parsed instanceof ipaddr.IPv6)) return address;
  return `${parsed.parts.slice(0, 4).map((part) => part.toString(16)).join(":")}::/64`;
}

/** A range such as `10.0.0.0/8`, or one address alone; undefined where the text is neither. */
export function parseRange(text: string): AddressRange | undefined {
  const [, start = "", length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(start);
  if (!address) return undefined;
  const longest = 8 * address.toByteArray().length;
  const bits = Number(length ?? longest);
  const network = unmapped(address);
  if (network === address) return bits <= longest ? { network, bits } : undefined;
  const isMapped = bits >= MAPPED_BITS && bits <= longest;
  return isMapped ? { network, bits: bits - MAPPED_BITS } : undefined;
}

/** Whether an address, in any spelling, lies in one of the ranges. */
export function isWithin(text: string, ranges: AddressRange[]): boolean {
  const parsed = parseAddress(text);
  const address = parsed && unmapped(parsed);
  return address !== undefined &&
    ranges.some(({ network, bits }) =>
      address.kind() === network.kind() && address.match(network, bits)
    );
}

/**
 * Four decimal numbers, or IPv6, whose zone is ignored; no octal or hexadecimal numbers, no
 * shortened IPv4. The library is never asked about a text that cannot be of its kind: it answers by
 * an exception inside, which costs as much as a tenth of a page, and most requests name no proxy.
 */
function parseAddress(text: string): IpAddress | undefined {
  if (text === "") return undefined;
  if (!text.includes(":")) {
    return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : undefined;
  }
  const [bare = ""] = text.split("%");
  return ipaddr.IPv6.isValid(bare) ? ipaddr.IPv6.parse(bare) : undefined;
}

function unmapped(address: IpAddress): IpAddress {
  const isMapped = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress();
  return isMapped ? address.toIPv4Address() : address;
}
