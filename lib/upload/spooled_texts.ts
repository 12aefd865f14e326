import { openNameless } from "./nameless.ts";

/** Texts of one block are written and read together. */
const TEXTS_A_BLOCK = 32;
/** What is kept in memory before the rest goes to the disk. */
const KEPT_BYTES = 8 * 2 ** 20;
/** So few blocks that were read stay as texts that they are let go of before they are called old. */
const READ_BLOCKS = 16;

/** Texts without line breaks, numbered from 0, that are too many for the memory. */
export type SpooledTexts = Disposable & {
  add(text: string): void;
  /** Some texts, in the order in which their numbers are given. */
  read(numbers: ArrayLike<number>): string[];
};

type Block = Uint8Array | { from: number; length: number };
/** In a list and not in a map: each old table of a map keeps what it held until all is swept. */
type ReadBlock = { block: number; texts: string[] };

/**
 * Opens a spool: the first `keptBytes` stay in memory, what comes behind goes into a temporary file
 * without a name, which ends with the process. Where nothing can be written it stays in memory, too.
 */
export function openSpooledTexts(keptBytes = KEPT_BYTES, folder?: string): SpooledTexts {
  const blocks: Block[] = [];
  const latest = new Array<ReadBlock | undefined>(READ_BLOCKS);
  const file = openLater(folder);
  let [open, kept]: [string[], number] = [[], 0];
  const endBlock = () => {
    const bytes = new TextEncoder().encode(open.join("\n"));
    const stored = kept + bytes.length > keptBytes ? file.write(bytes) : undefined;
    if (!stored) kept += bytes.length;
    blocks.push(stored ?? bytes);
    open = [];
  };
  const textsOf = (block: number): string[] => {
    const stored = blocks[block];
    if (!stored) return open;
    const known = latest[block % READ_BLOCKS];
    if (known?.block === block) return known.texts;
    const texts = DECODER.decode("from" in stored ? file.read(stored) : stored).split("\n");
    latest[block % READ_BLOCKS] = { block, texts };
    return texts;
  };
  return {
    add(text) {
      if (open.push(text) === TEXTS_A_BLOCK) endBlock();
    },
    read(numbers) {
      const texts = new Array<string>(numbers.length);
      for (const [block, places] of byBlock(numbers)) {
        const found = textsOf(block);
        for (const place of places) {
          texts[place] = found[(numbers[place] ?? 0) % TEXTS_A_BLOCK] ?? "";
        }
      }
      return texts;
    },
    [Symbol.dispose]: () => file[Symbol.dispose](),
  };
}

const READ_AND_WRITE = { read: true, write: true };
/** A text may begin with the sign that a decoder takes for the mark of a file. */
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/** The places of numbers by their block: each block is read once, wherever its texts stand. */
function byBlock(numbers: ArrayLike<number>): Map<number, number[]> {
  const blocks = new Map<number, number[]>();
  for (let place = 0; place < numbers.length; place++) {
    const block = Math.floor((numbers[place] ?? 0) / TEXTS_A_BLOCK);
    const places = blocks.get(block);
    if (places) places.push(place);
    else blocks.set(block, [place]);
  }
  return blocks;
}

/** A temporary file that is made when something is written; undefined where it cannot be. */
function openLater(folder?: string) {
  let file: Deno.FsFile | undefined;
  let end = 0;
  let room = new Uint8Array();
  return {
    write(bytes: Uint8Array): { from: number; length: number } | undefined {
      try {
        file ??= openNameless((path) => Deno.openSync(path, READ_AND_WRITE), folder);
        const from = file.seekSync(end, Deno.SeekMode.Start);
        for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
        end += bytes.length;
        return { from, length: bytes.length };
      } catch {
        return undefined;
      }
    },
    /** Always into the same memory: a million blocks of their own were left to the collector. */
    read({ from, length }: { from: number; length: number }): Uint8Array {
      if (room.length < length) room = new Uint8Array(length);
      const bytes = room.subarray(0, length);
      file?.seekSync(from, Deno.SeekMode.Start);
      for (let at = 0; at < length;) {
        const count = file?.readSync(bytes.subarray(at)) ?? null;
        if (count === null) throw new Error("a spooled text is missing");
        at += count;
      }
      return bytes;
    },
    [Symbol.dispose]() {
      file?.close();
      file = undefined;
    },
  };
}
