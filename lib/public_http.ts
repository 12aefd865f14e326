import ipaddr from "ipaddr.js";

/** Names of one machine or one house; one without a dot is of this network, too. */
const PRIVATE_NAME =
  /^(?:[^.]+|.*\.(?:localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa|test))$/;

/**
 * Whether an address is read in clear text by whoever is between: `http:`, and neither this machine
 * nor a private network. `url` is an origin.
 */
export function isPublicHttp(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  if (protocol !== "http:") return false;
  const bare = hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
  return ipaddr.isValid(bare) ? ipaddr.process(bare).range() === "unicast" : !isPrivateName(bare);
}

/** Whether a name, in lower case and without a dot at its end, can only be one of this network. */
export function isPrivateName(name: string): boolean {
  return PRIVATE_NAME.test(name);
}
