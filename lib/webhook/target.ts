import { isIP } from "node:net";
import { hostOf, isPrivateName } from "../public_http.ts";
import { isLoopbackAddress, isPublicAddress } from "./public_address.ts";

export const MAX_URL_LENGTH = 500;
const HTTPS_PORTS = ["", "8443"];

/** Why nothing is sent to an address. */
export type TargetFault =
  | "notUrl"
  | "tooLong"
  | "notHttps"
  | "credentials"
  | "port"
  | "notPublic";

/** Whether this machine may be sent to, which only tests want. */
export type TargetRules = { allowsLoopback: boolean };

/**
 * Reads the address that somebody wants to be told at: `https:` on port 443 or 8443, without user
 * and password, not of this machine or this network as far as its name says. With `allowsLoopback`
 * this machine on any port, also by `http:`.
 */
export function readTarget(
  text: string,
  { allowsLoopback }: TargetRules,
): { url: URL } | { fault: TargetFault } {
  if (text.length > MAX_URL_LENGTH) return { fault: "tooLong" };
  if (!URL.canParse(text)) return { fault: "notUrl" };
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return { fault: "notUrl" };
  if (url.username !== "" || url.password !== "") return { fault: "credentials" };
  const host = hostOf(url);
  const isOwn = host === "localhost" || isLoopbackAddress(host);
  if (isOwn) return allowsLoopback ? { url } : { fault: "notPublic" };
  if (url.protocol !== "https:") return { fault: "notHttps" };
  const isPublic = isIP(host) !== 0 ? isPublicAddress(host) : !isPrivateName(host);
  if (!isPublic) return { fault: "notPublic" };
  // A name of the public may still lead to this machine, in tests on a port of its own.
  if (!allowsLoopback && !HTTPS_PORTS.includes(url.port)) return { fault: "port" };
  return { url };
}
