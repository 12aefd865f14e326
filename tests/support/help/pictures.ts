/// <reference lib="dom" />
import type { Browser, Page } from "playwright-core";
import { PICTURES } from "../../../domain/help/writing/pictures.ts";
import { startBrowser } from "../browser.ts";
import { freePort } from "../free_port.ts";
import { PASSWORD } from "../people.ts";
import { type Shot, SHOTS } from "./shots.ts";
import { MAX_PICTURE_BYTES, type PictureFile, versionOf } from "./webp.ts";

/*
 * `deno task help:pictures [NAME …]` makes the pictures of /ayuda from the demo, all of them unless some
 * are named, and the list of their sizes and versions. Look at what it made before you commit it.
 */

const FOLDER = "static/help";
const LIST = "domain/help/writing/picture_files.ts";
const DESK = 1280;
const HEIGHT = 900;
/** Air around what is cropped, in CSS pixels. */
const AIR = 8;
const QUALITY = 75;
/** Device pixels for a CSS pixel: as sharp as the size of the file allows. */
const SCALES = [2, 1.5, 1];
const USERS = {
  provider: { tipo: "prestador", usuario: "999000011" },
  affiliate: { tipo: "afiliado", usuario: "9990000101" },
};

if (import.meta.main) await makePictures(Deno.args);

async function makePictures(wanted: string[]): Promise<void> {
  const { PICTURE_FILES }: { PICTURE_FILES: Record<string, PictureFile> } = await import(
    "../../../domain/help/writing/picture_files.ts"
  );
  const files: Record<string, PictureFile> = {};
  await using demo = await startDemo();
  const browser = await startBrowser();
  for (const name of Object.keys(PICTURES) as (keyof typeof PICTURES)[]) {
    const known = PICTURE_FILES[name];
    const isKept = known !== undefined && wanted.length > 0 && !wanted.includes(name);
    files[name] = isKept ? known : await makePicture(browser, demo.origin, name);
  }
  await browser.close();
  await Deno.writeTextFile(LIST, writeList(files));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", LIST] }).output();
}

async function startDemo() {
  const port = freePort();
  const origin = `http://localhost:${port}`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "main.ts", "--demo"],
    env: { PORT: String(port), BASE_URL: origin },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.getReader();
  const { done } = await reader.read();
  if (done) throw new Error("the demo did not start");
  return {
    origin,
    async [Symbol.asyncDispose]() {
      await reader.cancel();
      child.kill("SIGTERM");
      await child.status;
    },
  };
}

async function makePicture(
  browser: Browser,
  origin: string,
  name: keyof typeof PICTURES,
): Promise<PictureFile> {
  const shot = SHOTS[name];
  const viewport = { width: shot.width ?? DESK, height: HEIGHT };
  const context = await browser.newContext({ viewport, colorScheme: "light", locale: "es-CO" });
  try {
    const page = await context.newPage();
    if (shot.as) await signIn(page, origin, USERS[shot.as]);
    await shot.open(page, origin);
    const clip = await clipOf(page, shot);
    const bytes = await smallEnough(page, clip);
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await smallEnough(page, clip);
    await Deno.mkdir(FOLDER, { recursive: true });
    await Deno.writeFile(`${FOLDER}/${name}.webp`, bytes);
    await Deno.writeFile(`${FOLDER}/${name}-oscuro.webp`, dark);
    const { width, height } = clip;
    console.log(`${name}: ${width} × ${height}, ${bytes.length} and ${dark.length} bytes`);
    return { width, height, version: await versionOf(bytes), darkVersion: await versionOf(dark) };
  } finally {
    await context.close();
  }
}

async function signIn(
  page: Page,
  origin: string,
  { tipo, usuario }: { tipo: string; usuario: string },
): Promise<void> {
  await page.goto(`${origin}/zona-ser`);
  await page.getByLabel("Tipo Usuario").selectOption(tipo);
  await page.getByLabel("Usuario", { exact: true }).fill(usuario);
  await page.getByLabel("Contraseña").fill(PASSWORD);
  await page.getByRole("button", { name: "Inicio de Sesión" }).click();
  await page.waitForURL(/\/(portal|inicio)$/);
}

type Clip = { x: number; y: number; width: number; height: number };

/** Whole CSS pixels, so that the written width and height are those of the picture. */
async function clipOf(page: Page, { crop, maxHeight = Infinity }: Shot): Promise<Clip> {
  const boxes = await page.evaluate((selectors) =>
    selectors.map((selector) => {
      const element = document.querySelector(selector);
      if (!element) throw new Error(`nothing is ${selector}`);
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { left, top: top + scrollY, right, bottom: bottom + scrollY };
    }), crop);
  const x = Math.max(0, Math.floor(Math.min(...boxes.map(({ left }) => left))) - AIR);
  const y = Math.floor(Math.min(...boxes.map(({ top }) => top))) - AIR;
  const right = Math.ceil(Math.max(...boxes.map(({ right }) => right))) + AIR;
  const bottom = Math.ceil(Math.max(...boxes.map(({ bottom }) => bottom))) + AIR;
  return { x, y, width: right - x, height: Math.min(bottom - y, maxHeight) };
}

/** A WebP of what is in the clip: Playwright itself writes none. */
async function smallEnough(page: Page, clip: Clip): Promise<Uint8Array<ArrayBuffer>> {
  await page.mouse.move(0, 0);
  const session = await page.context().newCDPSession(page);
  for (const scale of SCALES) {
    const { data } = await session.send("Page.captureScreenshot", {
      format: "webp",
      quality: QUALITY,
      captureBeyondViewport: true,
      clip: { ...clip, scale },
    });
    const bytes = Uint8Array.fromBase64(data);
    if (bytes.length <= MAX_PICTURE_BYTES) return bytes;
  }
  throw new Error("the picture is too large: crop it");
}

function writeList(files: Record<string, PictureFile>): string {
  return `import type { PictureName } from "./pictures.ts";

type PictureFile = {
  /** In CSS pixels. */
  width: number;
  height: number;
  /** The beginning of its content's hash, in its address, so that caches keep it for a year. */
  version: string;
  /** The same of the picture of the dark screen, as large. */
  darkVersion: string;
};

/** Written by \`deno task help:pictures\`. */
export const PICTURE_FILES: Record<PictureName, PictureFile> = ${JSON.stringify(files, null, 2)};
`;
}
