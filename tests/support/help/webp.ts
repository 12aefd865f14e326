/** What `deno task help:pictures` writes down of each picture; sizes in CSS pixels. */
export type PictureFile = {
  width: number;
  height: number;
  version: string;
  darkVersion: string;
};

/** A picture is read on a phone, in a village. */
export const MAX_PICTURE_BYTES = 40_000;

const VERSION_BYTES = 6;

export async function versionOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return digest.slice(0, VERSION_BYTES).toHex();
}

/** Size in device pixels of a lossy WebP (RFC 9649, sections 2.4 to 2.6), as Chromium writes them. */
export function sizeOf(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const kind = new TextDecoder().decode(bytes.subarray(12, 16));
  if (kind === "VP8X") {
    const threeBytes = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
    return { width: threeBytes(24) + 1, height: threeBytes(27) + 1 };
  }
  if (kind !== "VP8 ") throw new Error(`a WebP of the kind ${kind}`);
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}
