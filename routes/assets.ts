import type { ScriptName } from "../components/layout.tsx";
import type { Sheet } from "./styles.ts";

const FOLDER = new URL("../static/", import.meta.url);

type Asset = { href: string; integrity: string };

/** Where each sheet and script is served, with its content's hash, and its integrity for scripts. */
export type Assets = Record<ScriptName, Asset> & { sheets: (Sheet & Asset)[] };

/** Reads the scripts; the sheets are there already. */
export async function readAssets(sheets: Sheet[]): Promise<Assets> {
  return {
    sheets: await Promise.all(sheets.map(async (sheet) => (
      { ...sheet, ...await toAsset(sheet.name, new TextEncoder().encode(sheet.text)) }
    ))),
    "htmx.min.js": await readAsset("htmx.min.js"),
    "hx-csp.min.js": await readAsset("hx-csp.min.js"),
    "api.js": await readAsset("api.js"),
    "calendar.js": await readAsset("calendar.js"),
    "copy.js": await readAsset("copy.js"),
    "hold.js": await readAsset("hold.js"),
    "link.js": await readAsset("link.js"),
    "menu.js": await readAsset("menu.js"),
    "passkeys.js": await readAsset("passkeys.js"),
    "requests.js": await readAsset("requests.js"),
    "simplewebauthn.min.js": await readAsset("simplewebauthn.min.js"),
  };
}

async function readAsset(name: ScriptName): Promise<Asset> {
  // At the start nobody is kept waiting by it, and it takes a tenth of what a thread would.
  return await toAsset(name, Deno.readFileSync(new URL(name, FOLDER)));
}

async function toAsset(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Asset> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
  const version = digest.slice(0, 6).toHex();
  return { href: `/static/${name}?v=${version}`, integrity: `sha384-${digest.toBase64()}` };
}
