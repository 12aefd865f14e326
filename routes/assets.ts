const FOLDER = new URL("../static/", import.meta.url);
const VERSIONED = ["app.css", "htmx.min.js", "hx-csp.min.js"] as const;

export type AssetName = typeof VERSIONED[number];

/** Where each file of `static/` is served, with its content's hash, and its integrity for scripts. */
export type Assets = Record<AssetName, { href: string; integrity: string }>;

export async function readAssets(): Promise<Assets> {
  const [css, htmx, csp] = await Promise.all(VERSIONED.map(readAsset));
  if (!css || !htmx || !csp) throw new Error("static/ is incomplete");
  return { "app.css": css, "htmx.min.js": htmx, "hx-csp.min.js": csp };
}

async function readAsset(name: AssetName): Promise<{ href: string; integrity: string }> {
  const bytes = await Deno.readFile(new URL(name, FOLDER));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
  const version = digest.slice(0, 6).toHex();
  return { href: `/static/${name}?v=${version}`, integrity: `sha384-${digest.toBase64()}` };
}
