import { assert, assertEquals, assertRejects } from "@std/assert";
import { freeMemory, storeInMemory } from "../../../lib/upload/memory.ts";
import { receiveUpload } from "../../../lib/upload/upload.ts";
import type { UploadFault } from "../../../lib/upload/upload_error.ts";

const LIMITS = { largest: 1_000_000, maxFiles: 3, largestField: 2048, maxMs: 60_000 };
const BOUNDARY = "limite";

function formOf(fill: (form: FormData) => void) {
  const form = new FormData();
  fill(form);
  const request = new Request("http://x/", { method: "POST", body: form });
  return { body: request.body, contentType: request.headers.get("content-type") ?? "" };
}

function textOf(file: { bytes: Uint8Array } | undefined): string {
  return new TextDecoder().decode(file?.bytes);
}

function written(...lines: string[]) {
  const bytes = new TextEncoder().encode(lines.join("\r\n"));
  return { body: bodyOf(bytes), contentType: `multipart/form-data; boundary=${BOUNDARY}` };
}

function bodyOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return ReadableStream.from(chunks);
}

async function faultOf(
  form: Parameters<typeof receiveUpload>[0],
  limits = LIMITS,
): Promise<UploadFault | undefined> {
  const error = await receiveUpload(form, storeInMemory, limits).then(
    () => undefined,
    (error) => error,
  );
  assert(error instanceof Error, "it was taken");
  return Reflect.get(error, "fault");
}

Deno.test("fields and files of a form come in, each file whole and with its hash", async () => {
  const form = formOf((form) => {
    form.set("csrf", "código");
    form.append("archivos", new File(["NIT;Valor\n"], "pagos ñ.csv"));
    form.append("archivos", new File(["x".repeat(200_000)], "largo.csv"));
  });
  const { fields, files } = await receiveUpload(form, storeInMemory, LIMITS);
  assertEquals([...fields], [["csrf", "código"]]);
  assertEquals(files.map(({ name, size }) => [name, size]), [
    ["pagos ñ.csv", 10],
    ["largo.csv", 200_000],
  ]);
  assertEquals(textOf(files[0]), "NIT;Valor\n");
  assertEquals(
    files[0]?.sha256,
    "98138c2029e4c89f7fd0911f8223eb39e50f2141cb43ddd58ef7ca026b95df90",
  );
});

Deno.test("what is freed is empty, and files larger than a buffer's growth are whole before", async () => {
  const size = 3 * 2 ** 20 + 1;
  const form = formOf((form) => form.append("archivos", new File([new Uint8Array(size)], "a")));
  const { files } = await receiveUpload(form, storeInMemory, { ...LIMITS, largest: 2 * size });
  assertEquals(files.map(({ bytes }) => bytes.length), [size]);
  freeMemory(files);
  assertEquals(files.map(({ bytes }) => bytes.length), [0]);
});

Deno.test("an input without a file brings none", async () => {
  const form = formOf((form) => form.append("archivos", new File([], "")));
  assertEquals((await receiveUpload(form, storeInMemory, LIMITS)).files, []);
  assertEquals(
    (await receiveUpload(written(`--${BOUNDARY}--`), storeInMemory, LIMITS)).files,
    [],
  );
});

Deno.test("the fields before the first file decide whether any file is read", async () => {
  let isStored = false;
  const store = () => {
    isStored = true;
    return Promise.resolve({});
  };
  const form = formOf((form) => {
    form.set("csrf", "wrong");
    form.append("archivos", new File(["x".repeat(200_000)], "a.csv"));
  });
  const judge = (fields: Map<string, string>) =>
    Promise.reject(new Error(`refused ${fields.get("csrf")}`));
  await assertRejects(
    () => receiveUpload(form, store, LIMITS, judge),
    Error,
    "refused wrong",
  );
  assertEquals(isStored, false);
});

Deno.test("a code that comes after the files is too late", async () => {
  const form = formOf((form) => {
    form.append("archivos", new File(["x"], "a.csv"));
    form.set("csrf", "right");
  });
  const judge = async (fields: Map<string, string>) => {
    if (!await Promise.resolve(fields.has("csrf"))) throw new Error("no code");
  };
  await assertRejects(
    () => receiveUpload(form, storeInMemory, LIMITS, judge),
    Error,
    "no code",
  );
});

Deno.test("one byte more than the limit, or one file, is refused", async () => {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n`;
  const end = `\r\n--${BOUNDARY}--\r\n`;
  for (const [further, fault] of [[0, undefined], [1, "tooLarge"]] as const) {
    const filler = "x".repeat(5000 - head.length - end.length + further);
    const form = written(head + filler + end);
    const limits = { ...LIMITS, largest: 5000, maxFiles: 1 };
    const error = await receiveUpload(form, storeInMemory, limits).catch((error) => error);
    assertEquals(Reflect.get(error, "fault"), fault);
  }
  const four = formOf((form) => {
    for (const name of "abcd") form.append("archivos", new File(["x"], name));
  });
  assertEquals(await faultOf(four), "tooMany");
});

Deno.test("what is no form, or is cut in the middle, is refused and leaves nothing open", async () => {
  const part = 'Content-Disposition: form-data; name="a"; filename="a.csv"';
  const cases = [
    { body: bodyOf(), contentType: "text/csv" },
    { body: null, contentType: "multipart/form-data" },
    written(""),
    written("no form at all"),
    written(`--${BOUNDARY}`, part, "", "half"),
    written(`--${BOUNDARY}`, part, "", "whole", `--${BOUNDARY}`, part, "", ""),
    written(`--${BOUNDARY}`, part, "", "whole", `--${BOUNDARY}`, part),
    written(`--${BOUNDARY}`, part),
    { ...written(), body: brokenAfter(`--${BOUNDARY}\r\n${part}\r\n\r\nhalf`) },
  ];
  for (const [index, form] of cases.entries()) {
    assertEquals(await faultOf(form), "malformed", `case ${index}`);
  }
});

/** A sender whose connection breaks. */
function brokenAfter(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    pull: (controller) => controller.error(new TypeError("connection reset")),
  });
}

Deno.test("a slow sender of many small chunks, the boundary cut anywhere", async () => {
  const text = [
    `--${BOUNDARY}`,
    'Content-Disposition: form-data; name="a"; filename="a.csv"',
    "",
    `x\r\n--limit\r\ny`,
    `--${BOUNDARY}--`,
    "",
  ].join("\r\n");
  const bytes = new TextEncoder().encode(text);
  for (const step of [1, 2, 7]) {
    const chunks = Array.from(
      { length: Math.ceil(bytes.length / step) },
      (_, index) => bytes.slice(index * step, (index + 1) * step),
    );
    const form = { ...written(), body: bodyOf(...chunks) };
    const { files } = await receiveUpload(form, storeInMemory, LIMITS);
    assertEquals(textOf(files[0]), "x\r\n--limit\r\ny");
    assertEquals(files.length, 1);
  }
});

Deno.test("names arrive whole, whatever characters they have and however long they are", async () => {
  const names = [
    "acta; firmada = final.pdf",
    "a=b.csv",
    `${"largo ".repeat(40)}ñ.pdf`,
    "filename=x;.csv",
    "🐯 ñ.csv",
  ];
  for (const name of names) {
    const form = formOf((form) => form.append("archivos", new File(["x"], name)));
    const { files } = await receiveUpload(form, storeInMemory, LIMITS);
    assertEquals(files.map(({ field, name }) => [field, name]), [["archivos", name]]);
  }
});

Deno.test("a field that comes twice, or is longer than allowed, is refused", async () => {
  const twice = formOf((form) => {
    form.append("texto", "uno");
    form.append("texto", "dos");
  });
  assertEquals(await faultOf(twice), "repeated");
  const long = formOf((form) => form.append("texto", "x".repeat(LIMITS.largestField + 1)));
  assertEquals(await faultOf(long), "malformed");
});

Deno.test("a sender that stops sending is given up, even where nothing ever came", async () => {
  let isGivenUp = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(`--${BOUNDARY}\r\n`)),
    cancel: () => void (isGivenUp = true),
  });
  const limits = { ...LIMITS, maxMs: 20 };
  assertEquals(await faultOf({ ...written(), body }, limits), "tooSlow");
  assert(isGivenUp);
});
