const FOLDER = new URL("../static/", import.meta.url);
export type AssetName =
  | "app.css"
  | "htmx.min.js"
  | "hx-csp.min.js"
  | "link.js"
  | "passkeys.js"
  | "simplewebauthn.min.js";

/** Where each file of `static/` is served, with its content's hash, and its integrity for scripts. */
export type Assets = Record<AssetName, { href: string; integrity: string }>;

export async function readAssets(): Promise<Assets> {
  return {
    "app.css": await readAsset("app.css"),
    "htmx.min.js": await readAsset("htmx.min.js"),
    "hx-csp.min.js": await readAsset("hx-csp.min.js"),
    "link.js": await readAsset("link.js"),
    "passkeys.js": await readAsset("passkeys.js"),
    "simplewebauthn.min.js": await readAsset("simplewebauthn.min.js"),
  };
}

async function readAsset(name: AssetName): Promise<{ href: string; integrity: string }> {
  const bytes = await Deno.readFile(new URL(name, FOLDER));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
  const version = digest.slice(0, 6).toHex();
  return { href: `/static/${name}?v=${version}`, integrity: `sha384-${digest.toBase64()}` };
}
