import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { Busboy } from "@fastify/busboy";
import { lastLine, tailOf } from "./last_line.ts";
import { type BodyLimits, limitedBody } from "./limited_body.ts";
import { openPassedBytes, type PassedBytes } from "./passed_bytes.ts";
import { UploadError } from "./upload_error.ts";

/** A file that is whole in memory. */
export type InMemory = { bytes: Uint8Array };

/** A received file: its field, its sender's name for it, which is not a path, and where it is stored. */
export type ReceivedFile<Place = InMemory> = Place & {
  field: string;
  name: string;
  size: number;
  sha256: string;
};
export type Received<Place = InMemory> = {
  fields: Map<string, string>;
  files: ReceivedFile<Place>[];
};

/**
 * Stores a file as its bytes come in, each chunk before it asks for the next; answers where it is.
 * `number` counts from 0.
 */
export type StoreFile<Place> = (
  file: { name: string; number: number; bytes: AsyncIterable<Uint8Array> },
) => Promise<Place>;

export type UploadLimits = BodyLimits & {
  maxFiles: number;
  /** Bytes of a field that is no file. */
  largestField: number;
};

/** Gets the fields that come before the first file; throws where the files must not be read. */
export type JudgeFields = (fields: Map<string, string>) => void;

type Parser = InstanceType<typeof Busboy>;

const MAX_FIELDS = 20;

/**
 * Reads a multipart form as a stream and stores its files one after the other: no faster than they
 * are taken. Throws UploadError, or what `judgeFields` or `store`
 * throws; the caller removes what is then stored.
 */
export async function receiveUpload<Place>(
  { body, contentType }: { body: ReadableStream<Uint8Array> | null; contentType: string },
  store: StoreFile<Place>,
  limits: UploadLimits,
  judgeFields: JudgeFields = () => {},
): Promise<Received<Place>> {
  const parser = await createParser(contentType, limits);
  const { fields, failure: badField } = collectFields(parser);
  const judge = () => Promise.resolve().then(() => judgeFields(fields));
  const passed = openPassedBytes();
  const files = collectFiles(parser, store, { judge, passed });
  const failure = Promise.race([failureOf(parser), badField, files.failure]);
  failure.catch(() => {});
  let tail = "";
  try {
    for await (const chunk of limitedBody(body, limits, failure)) {
      tail = tailOf(tail, chunk);
      passed.came(chunk);
      await Promise.race([write(parser, chunk), failure]);
    }
    if (!tail.includes(lastLine(contentType))) throw new UploadError("malformed");
    await Promise.race([end(parser), failure]);
    return { fields, files: await files.all() };
  } catch (error) {
    await files.stop();
    throw error;
  }
}

/** The parser is loaded with the first upload, not with the first page. */
async function createParser(
  contentType: string,
  { maxFiles, largestField }: UploadLimits,
): Promise<Parser> {
  const { Busboy } = await import("@fastify/busboy");
  const limits = { files: maxFiles, fields: MAX_FIELDS, fieldSize: largestField };
  try {
    if (!/^multipart\/form-data\b/i.test(contentType)) throw new TypeError("no multipart");
    return new Busboy({ headers: { "content-type": contentType }, limits });
  } catch (cause) {
    throw new UploadError("malformed", { cause });
  }
}

/** A repeated field or one that was cut is refused, so that all code reads the same value. */
function collectFields(parser: Parser) {
  const fields = new Map<string, string>();
  const failure = Promise.withResolvers<never>();
  parser.on("field", (name: string, value: string, isNameCut: boolean, isValueCut: boolean) => {
    if (fields.has(name)) failure.reject(new UploadError("repeated"));
    if (isNameCut || isValueCut) failure.reject(new UploadError("malformed"));
    fields.set(name, value);
  });
  return { fields, failure: failure.promise };
}

/** Stores each file in its turn; the parser reads on only as they are taken. */
function collectFiles<Place>(
  parser: Parser,
  store: StoreFile<Place>,
  { judge, passed }: { judge: () => Promise<void>; passed: PassedBytes },
) {
  const streams: Readable[] = [];
  const files: ReceivedFile<Place>[] = [];
  const failure = Promise.withResolvers<never>();
  let working: Promise<void> | undefined;
  parser.on("file", (field: string, stream: Readable, name = "") => {
    stream.on("error", (error) => stream.destroy(error));
    const number = streams.push(stream) - 1;
    working = (working ?? judge()).then(async () => {
      const { bytes, isEmpty } = await begin(stream);
      // A field without a file comes as a file without a name and bytes.
      if (isEmpty && name === "") return;
      files.push(await takeFile(store, { field, name, number, bytes }, passed));
    });
    working.catch(failure.reject);
  });
  failure.promise.catch(() => {});
  return {
    failure: failure.promise,
    all: async (): Promise<ReceivedFile<Place>[]> => {
      await (working ?? judge());
      return files;
    },
    stop: async (): Promise<void> => {
      for (const stream of streams) stream.destroy();
      await working?.catch(() => {});
    },
  };
}

function failureOf(parser: Parser): Promise<never> {
  const failure = Promise.withResolvers<never>();
  parser.on("filesLimit", () => failure.reject(new UploadError("tooMany")));
  parser.on("fieldsLimit", () => failure.reject(new UploadError("malformed")));
  parser.on("error", (cause: unknown) => failure.reject(new UploadError("malformed", { cause })));
  return failure.promise;
}

function write(parser: Parser, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve) => void parser.write(chunk, () => resolve()));
}

function end(parser: Parser): Promise<void> {
  return new Promise((resolve) => {
    parser.on("finish", () => resolve());
    parser.end();
  });
}

/** Stores a file, and measures it while its bytes pass. */
async function takeFile<Place>(
  store: StoreFile<Place>,
  { field, name, number, bytes }: Parameters<StoreFile<Place>>[0] & { field: string },
  passed: PassedBytes,
): Promise<ReceivedFile<Place>> {
  const hash = createHash("sha256");
  let size = 0;
  async function* measured() {
    for await (const chunk of bytes) {
      const { length } = chunk;
      hash.update(chunk);
      size += length;
      yield chunk;
      passed.taken(length);
    }
  }
  const place = await store({ name, number, bytes: measured() });
  return { ...place, field, name, size, sha256: hash.digest("hex") };
}

/** Waits for the first bytes of a stream, which tell whether it has any. */
async function begin(stream: AsyncIterable<Uint8Array>) {
  const rest = stream[Symbol.asyncIterator]();
  const first = await rest.next();
  async function* bytes() {
    if (first.done) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => rest };
  }
  return { bytes: bytes(), isEmpty: first.done === true };
}
