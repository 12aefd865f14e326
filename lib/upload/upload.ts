import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { Busboy } from "@fastify/busboy";
import { type BodyLimits, limitedBody } from "./limited_body.ts";
import { UploadError } from "./upload_error.ts";

/** A received file: its field, its sender's name for it, which is not a path, and where it is stored. */
export type ReceivedFile = {
  field: string;
  name: string;
  path: string;
  size: number;
  sha256: string;
};
export type Received = { fields: Map<string, string>; files: ReceivedFile[] };

export type UploadLimits = BodyLimits & {
  maxFiles: number;
  /** Bytes of a field that is no file. */
  largestField: number;
};

/** Gets the fields that come before the first file; throws where the files must not be read. */
export type JudgeFields = (fields: Map<string, string>) => void;

type Parser = InstanceType<typeof Busboy>;

const MAX_FIELDS = 20;
const MAX_TAIL = 512;

/**
 * Reads a multipart form as a stream and writes its files into a folder, as `0`, `1` and so on: no
 * faster than the disk takes them, never one of them whole in memory. Throws UploadError, or what
 * `judgeFields` throws; the caller removes what is then in the folder.
 */
export async function receiveUpload(
  { body, contentType }: { body: ReadableStream<Uint8Array> | null; contentType: string },
  folder: string,
  limits: UploadLimits,
  judgeFields: JudgeFields = () => {},
): Promise<Received> {
  const parser = await createParser(contentType, limits);
  const { fields, failure: badField } = collectFields(parser);
  const files = collectFiles(
    parser,
    folder,
    () => Promise.resolve().then(() => judgeFields(fields)),
  );
  const failure = Promise.race([failureOf(parser), badField, files.failure]);
  failure.catch(() => {});
  let tail = "";
  try {
    for await (const chunk of limitedBody(body, limits, failure)) {
      await Promise.race([write(parser, chunk), failure]);
      tail = tailOf(tail, chunk);
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

/** Writes each file in its turn; the parser reads on only as they are taken. */
function collectFiles(parser: Parser, folder: string, begin: () => Promise<void>) {
  const streams: Readable[] = [];
  const files: ReceivedFile[] = [];
  const failure = Promise.withResolvers<never>();
  let working: Promise<void> | undefined;
  parser.on("file", (field: string, stream: Readable, name: string | undefined) => {
    stream.on("error", (error) => stream.destroy(error));
    const path = `${folder}/${streams.push(stream) - 1}`;
    working = (working ?? begin()).then(async () => {
      const file = await writeFile(stream, path);
      if (name || file.size > 0) files.push({ ...file, field, name: name ?? "" });
    });
    working.catch(failure.reject);
  });
  failure.promise.catch(() => {});
  return {
    failure: failure.promise,
    all: async (): Promise<ReceivedFile[]> => {
      await (working ?? begin());
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

/**
 * The end of what has come so far, one character for each byte; little may follow the last line.
 */
function tailOf(before: string, chunk: Uint8Array): string {
  return (before + String.fromCharCode(...chunk.subarray(-MAX_TAIL))).slice(-MAX_TAIL);
}

/**
 * The parser accepts a form that ends between two parts, as one does that was cut off: so its last
 * line is checked.
 */
function lastLine(contentType: string): string {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  return `--${quoted ?? plain}--`;
}

async function writeFile(
  stream: Readable,
  path: string,
): Promise<Omit<ReceivedFile, "field" | "name">> {
  const hash = createHash("sha256");
  let size = 0;
  try {
    using file = await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
    for await (const chunk of stream) {
      hash.update(chunk);
      size += chunk.length;
      await writeWhole(file, chunk);
    }
  } catch (cause) {
    const isFull = cause instanceof Error && "code" in cause && cause.code === "ENOSPC";
    throw isFull ? new UploadError("diskFull", { cause }) : cause;
  }
  return { path, size, sha256: hash.digest("hex") };
}

async function writeWhole(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await file.write(bytes.subarray(written));
  }
}
