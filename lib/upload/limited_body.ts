import { UploadError } from "./upload_error.ts";

/**
 * The chunks of a body, up to a number of bytes or until something fails; when nobody reads on, the
 * sender is stopped.
 */
export async function* limitedBody(
  body: ReadableStream<Uint8Array> | null,
  largest: number,
  failure: Promise<never>,
): AsyncGenerator<Uint8Array> {
  const reader = (body ?? new Blob([]).stream()).getReader();
  try {
    for (let size = 0;;) {
      const read = reader.read().catch((cause) => {
        throw new UploadError("malformed", { cause });
      });
      const { value, done } = await Promise.race([read, failure]);
      if (done) return;
      size += value.length;
      if (size > largest) throw new UploadError("tooLarge");
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
