import { UploadError } from "./upload_error.ts";

export type BodyLimits = {
  /** Bytes of the whole request. */
  largest: number;
  /** How long sending the whole request may take. */
  maxMs: number;
};

/** A whole body as text. Throws UploadError. */
export async function receiveText(
  body: ReadableStream<Uint8Array> | null,
  limits: BodyLimits,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of limitedBody(body, limits)) {
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * The chunks of a body, within its limits and until something fails; when nobody reads on, the
 * sender is stopped. Throws UploadError.
 */
export async function* limitedBody(
  body: ReadableStream<Uint8Array> | null,
  { largest, maxMs }: BodyLimits,
  failure: Promise<never> = new Promise(() => {}),
): AsyncGenerator<Uint8Array> {
  const reader = (body ?? new Blob([]).stream()).getReader();
  const late = Promise.withResolvers<never>();
  late.promise.catch(() => {});
  const timer = setTimeout(() => late.reject(new UploadError("tooSlow")), maxMs);
  try {
    for (let size = 0;;) {
      const read = reader.read().catch((cause) => {
        throw new UploadError("malformed", { cause });
      });
      const { value, done } = await Promise.race([read, failure, late.promise]);
      if (done) return;
      size += value.length;
      if (size > largest) throw new UploadError("tooLarge");
      yield value;
    }
  } finally {
    clearTimeout(timer);
    await reader.cancel().catch(() => {});
  }
}
