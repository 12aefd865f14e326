import jsQr from "jsqr";
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";

type Node = { role?: string; alt?: string; children?: Node[]; id?: string };

/** What a PDF holds, as pdf.js reads it: facts, text of each page, and the roles of its structure. */
export async function readPdf(bytes: Uint8Array) {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const { info } = await document.getMetadata();
  const facts = new Map<string, unknown>(Object.entries(info));
  const texts: string[] = [];
  const artifacts: string[] = [];
  const nodes: Node[] = [];
  const sizes: number[][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    sizes.push(page.view);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    texts.push(items.flatMap((item) => "str" in item ? [item.str] : []).join(" "));
    artifacts.push(unread(items));
    nodes.push(...flat(await page.getStructTree()));
  }
  // A map, whatever its type says.
  const marks: unknown = await document.getMarkInfo();
  const isTagged = marks instanceof Map && marks.get("Marked") === true;
  await task.destroy();
  const roles = nodes.flatMap(({ role }) => role === undefined ? [] : [role]);
  const alternatives = nodes.flatMap(({ alt }) => alt === undefined ? [] : [alt]);
  return {
    facts,
    isTagged,
    sizes,
    pages: texts,
    artifacts,
    text: texts.join("\n").replace(/\s+/g, " "),
    roles,
    alternatives,
  };
}

type Item = { str: string } | { type: string; tag?: string };

/** The text of a page that its structure leaves out, and a screen reader does not read. */
function unread(items: Item[]): string {
  let isRead = true;
  return items.flatMap((item) => {
    if ("str" in item) return isRead ? [] : [item.str];
    if (item.type !== "endMarkedContent") isRead = item.tag !== "Artifact";
    return [];
  }).join(" ");
}

function flat(node: Node | null): Node[] {
  return node ? [node, ...(node.children ?? []).flatMap(flat)] : [];
}

const PIXELS_A_SQUARE = 4;

/** What the QR code on the first page says: its squares, drawn as a picture, as a camera sees them. */
export async function readQrCode(bytes: Uint8Array): Promise<string | undefined> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const page = await (await task.promise).getPage(1);
  const { fnArray, argsArray } = await page.getOperatorList();
  const paths = fnArray.flatMap((operator, index) =>
    operator === OPS.constructPath ? [[...argsArray[index]?.[1]?.[0] ?? []].map(Number)] : []
  );
  await task.destroy();
  const longest = paths.reduce((found, path) => path.length > found.length ? path : found, []);
  return drawAndRead(squaresOf(longest));
}

/** The corner of each square of a path: pdf.js writes a move as 0, x, y, a line as 1, x, y, an end as 4. */
function squaresOf(path: number[]): [x: number, y: number][] {
  const squares: [number, number][] = [];
  for (let at = 0; at < path.length; at += path[at] === 4 ? 1 : 3) {
    if (path[at] === 0) squares.push([path[at + 1] ?? 0, path[at + 2] ?? 0]);
  }
  return squares;
}

function drawAndRead(squares: [x: number, y: number][]): string | undefined {
  const side = (Math.max(...squares.flat()) + 5) * PIXELS_A_SQUARE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [x, y] of squares) {
    for (let pixel = 0; pixel < PIXELS_A_SQUARE ** 2; pixel++) {
      const column = x * PIXELS_A_SQUARE + pixel % PIXELS_A_SQUARE;
      const row = y * PIXELS_A_SQUARE + Math.floor(pixel / PIXELS_A_SQUARE);
      pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
    }
  }
  return jsQr.default(pixels, side, side)?.data;
}
