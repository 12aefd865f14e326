import { gzipSync } from "node:zlib";

/** Takes half the time of the default level, for a twentieth more bytes of HTML. */
const LEVEL = 4;
/** A shorter answer fits into one packet either way. */
const MIN_LENGTH = 1024;

/** Whether a client with this `Accept-Encoding` accepts gzip. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  return (acceptEncoding ?? "").toLowerCase().split(",").some((one) => {
    const [name = "", ...parameters] = one.split(";").map((part) => part.trim());
    return (name === "gzip" || name === "*") &&
      !parameters.some((part) => /^q=0(\.0*)?$/.test(part));
  });
}

/** A text compressed in one go; undefined where that is not worth it. */
export function gzipText(text: string): Uint8Array<ArrayBuffer> | undefined {
  return text.length < MIN_LENGTH ? undefined : new Uint8Array(gzipSync(text, { level: LEVEL }));
}
