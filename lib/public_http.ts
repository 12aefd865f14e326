import ipaddr from "ipaddr.js";

/** Names of one machine or one house; one without a dot is of this network, too. */
const PRIVATE_NAME =
  /^(?:[^.]+|.*\.(?:localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa|test))$/;

/**
 * Whether an address is read in clear text by whoever is between: `http:`, and neither this machine
 * nor a private network. `url` is an origin.
 */
export function isPublicHttp(url: string): boolean {
  const origin = new URL(url);
  if (origin.protocol !== "http:") return false;
  const host = hostOf(origin);
  return ipaddr.isValid(host) ? ipaddr.process(host).range() === "unicast" : !isPrivateName(host);
}

/** Whether a name, in lower case and without a dot at its end, can only be one of this network. */
export function isPrivateName(name: string): boolean {
  return PRIVATE_NAME.test(name);
}

/** The host without the brackets of an IPv6 address and without the dot that ends a full name. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}
