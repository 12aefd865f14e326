/** The shell first: the same engine without the windows of a browser, at a third of the cost. */
const CANDIDATES = [
  Deno.env.get("CHROME_PATH"),
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A browser of this machine, else the one that comes as an npm package. */
export async function findBrowser(): Promise<string> {
  for (const path of CANDIDATES) {
    if (path && await Deno.stat(path).then(() => true, () => false)) return path;
  }
  Deno.env.set("AWS_EXECUTION_ENV", "AWS_Lambda_nodejs22.x");
  const { default: sparticuz } = await import("@sparticuz/chromium");
  return await sparticuz.executablePath();
}

// A run looks for it once before its tests: two that unpack the package at once start half a browser.
if (import.meta.main) await findBrowser();
