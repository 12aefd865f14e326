/** The addresses that begin with the same bits as `network`, as many as `bits` says. */
export type AddressRange = { network: IpAddress; bits: number };

/** Eight groups of sixteen bits; an IPv4 address is the one that IPv6 has for it (`::ffff:0:0/96`). */
type IpAddress = number[];

const GROUPS = 8;
const GROUP_BITS = 16;
const LONGEST = GROUPS * GROUP_BITS;
/** This many bits come before an IPv4 address inside an IPv6 one. */
const MAPPED_BITS = 96;
const MAPPED = [0, 0, 0, 0, 0, 0xffff];
const UP_TO_255 = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const IPV4 = new RegExp(`^${UP_TO_255}(?:\\.${UP_TO_255}){3}$`);
const IPV6 = /^[\da-f:.]{2,45}$/i;

/**
 * The one spelling in which addresses are compared and counted: without port, an IPv4 inside an
 * IPv6 as IPv4. Undefined where the text is no address.
 */
export function normalizeAddress(text: string): string | undefined {
  if (IPV4.test(text)) return text;
  const bare = text.trim().replace(/^\[([^\]]*)\](?::\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
  const address = parseAddress(bare);
  return address && (isMapped(address) ? writeIpv4(address) : hostOf(bare));
}

/** Whether the text is an IPv4 or IPv6 address and nothing else. */
export function isAddress(text: string): boolean {
  return parseAddress(text) !== undefined;
}

/**
 * What tries from an address are counted by: the address itself, or the /64 that belongs to one
 * IPv6 customer.
 */
export function placeOf(address: string): string {
  if (!address.includes(":")) return address;
  const parsed = parseAddress(address);
  if (!parsed) return address;
  return `${parsed.slice(0, GROUPS / 2).map((group) => group.toString(16)).join(":")}::/64`;
}

/** A range such as `10.0.0.0/8`, or one address alone; undefined where the text is neither. */
export function parseRange(text: string): AddressRange | undefined {
  const [, start = "", length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const network = parseAddress(start);
  if (!network) return undefined;
  const before = start.includes(":") ? 0 : MAPPED_BITS;
  const bits = before + Number(length ?? LONGEST - before);
  const isInside = bits <= LONGEST && (!isMapped(network) || bits >= MAPPED_BITS);
  return isInside ? { network, bits } : undefined;
}

/** Whether an address, in any spelling, lies in one of the ranges. */
export function isWithin(text: string, ranges: AddressRange[]): boolean {
  const address = ranges.length > 0 ? parseAddress(text) : undefined;
  return address !== undefined &&
    ranges.some(({ network, bits }) =>
      isMapped(address) === isMapped(network) && beginsAs(address, network, bits)
    );
}

function beginsAs(address: IpAddress, network: IpAddress, bits: number): boolean {
  return address.every((group, index) => {
    const compared = Math.min(GROUP_BITS, Math.max(0, bits - index * GROUP_BITS));
    return (group ^ (network[index] ?? 0)) >> (GROUP_BITS - compared) === 0;
  });
}

/**
 * Four decimal numbers, or IPv6, whose zone is ignored; no octal or hexadecimal numbers, no
 * shortened IPv4.
 */
function parseAddress(text: string): IpAddress | undefined {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): IpAddress | undefined {
  if (!IPV4.test(text)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = text.split(".").map(Number);
  return [...MAPPED, a << 8 | b, c << 8 | d];
}

function parseIpv6(text: string): IpAddress | undefined {
  const [before, after] = hostOf(text)?.split("::").map(groupsOf) ?? [];
  if (!before) return undefined;
  if (!after) return before;
  return [...before, ...new Array(GROUPS - before.length - after.length).fill(0), ...after];
}

function groupsOf(text: string): number[] {
  return text === "" ? [] : text.split(":").map((group) => parseInt(group, 16));
}

/** An IPv6 address as the runtime writes the host of a URL; undefined where it would be none. */
function hostOf(text: string): string | undefined {
  const [bare = ""] = text.split("%");
  return IPV6.test(bare) ? URL.parse(`http://[${bare}]`)?.hostname.slice(1, -1) : undefined;
}

function isMapped(address: IpAddress): boolean {
  return MAPPED.every((group, index) => address[index] === group);
}

function writeIpv4(address: IpAddress): string {
  return address.slice(MAPPED.length).flatMap((group) => [group >> 8, group & 0xff]).join(".");
}
