import { assert, assertEquals } from "@std/assert";
import { storeInMemory } from "../../../lib/upload/memory.ts";
import { receiveUpload } from "../../../lib/upload/upload.ts";

const LIMITS = { largest: 10_000_000, maxFiles: 3, largestField: 2048, maxMs: 60_000 };
const CHUNK_BYTES = 64 * 1024;
const TEXTS = [1_500_000, 300, 900_000].map((length, file) =>
  Array.from({ length }, (_, at) => String.fromCharCode(97 + (at * 7 + file) % 26)).join("")
);

/** A form of three files after a field. */
function formBytes(): Uint8Array<ArrayBuffer> {
  const parts = [
    ['name="csrf"', "código"],
    ...TEXTS.map((text, file) => [`name="archivos"; filename="${file}.csv"`, text]),
  ];
  const lines = parts.flatMap(([name = "", text = ""]) => [
    "--limite",
    `Content-Disposition: form-data; ${name}`,
    "",
    text,
  ]);
  return new TextEncoder().encode([...lines, "--limite--", ""].join("\r\n"));
}

async function receive(chunks: Iterable<Uint8Array>) {
  const form = {
    body: ReadableStream.from(chunks),
    contentType: "multipart/form-data; boundary=limite",
  };
  const { fields, files } = await receiveUpload(form, storeInMemory, LIMITS);
  assertEquals(fields.get("csrf"), "código");
  assert(
    files.map(({ bytes }) => new TextDecoder().decode(bytes)).every((text, file) =>
      text === TEXTS[file]
    ),
  );
}

Deno.test("the memory of an upload's chunks is given up as they are taken, and not at its end", async () => {
  const bytes = formBytes();
  const came: Uint8Array[] = [];
  let most = 0;
  function* chunks() {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      const chunk = bytes.slice(at, at + CHUNK_BYTES);
      came.push(chunk);
      most = Math.max(most, came.reduce((sum, { length }) => sum + length, 0));
      yield chunk;
    }
  }
  await receive(chunks());
  assert(most <= 8 * CHUNK_BYTES, `${most} bytes were held at once`);
});

Deno.test("chunks that lie in one memory are all taken before it is given up", async () => {
  const bytes = formBytes();
  const half = bytes.length / 2 | 0;
  const chunks = [bytes.slice(0, half), bytes.slice(half)].flatMap((part) => [
    part.subarray(0, CHUNK_BYTES),
    part.subarray(CHUNK_BYTES),
  ]);
  await receive(chunks);
});
