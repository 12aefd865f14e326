const FOLDER = new URL("../static/", import.meta.url);
export type AssetName =
  | "app.css"
  | "htmx.min.js"
  | "hx-csp.min.js"
  | "api.js"
  | "calendar.js"
  | "copy.js"
  | "hold.js"
  | "link.js"
  | "menu.js"
  | "passkeys.js"
  | "requests.js"
  | "simplewebauthn.min.js";

type Asset = { href: string; integrity: string };

/** Where each file of `static/` is served, with its content's hash, and its integrity for scripts. */
export type Assets = Record<AssetName, Asset>;

/** Reads the scripts; `styles` is the text that is served as `app.css`. */
export async function readAssets(styles: string): Promise<Assets> {
  return {
    "app.css": await toAsset("app.css", new TextEncoder().encode(styles)),
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

async function readAsset(name: AssetName): Promise<Asset> {
  return await toAsset(name, await Deno.readFile(new URL(name, FOLDER)));
}

async function toAsset(name: AssetName, bytes: Uint8Array<ArrayBuffer>): Promise<Asset> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
  const version = digest.slice(0, 6).toHex();
  return { href: `/static/${name}?v=${version}`, integrity: `sha384-${digest.toBase64()}` };
}
