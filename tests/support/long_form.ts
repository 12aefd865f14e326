export const BOUNDARY = "limite";
export const MULTIPART = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };

/** A form whose only file is so long; `asked` says how much of it was taken. */
export function longForm(csrf: string, size: number) {
  const field = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${csrf}\r\n`;
  const head = `${field}--${BOUNDARY}\r\nContent-Disposition: form-data; name="archivos"; ` +
    'filename="a.csv"\r\n\r\n';
  const end = `\r\n--${BOUNDARY}--\r\n`;
  const chunk = new Uint8Array(64 * 1024).fill(120);
  const taken = { bytes: 0 };
  const parts = function* () {
    yield new TextEncoder().encode(head);
    for (let left = size - head.length - end.length; left > 0; left -= chunk.length) {
      yield chunk.subarray(0, Math.min(left, chunk.length));
    }
    yield new TextEncoder().encode(end);
  }();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = parts.next();
      if (done) return controller.close();
      taken.bytes += value.length;
      controller.enqueue(value);
    },
  }, { highWaterMark: 0 });
  return { body, taken };
}
