const FIRST_ROOM = 64 * 1024;
/** A character of a text takes three bytes at most. */
const MAX_BYTES = 3;
/** Of a number, with its sign and its point. */
const MAX_DIGITS = 24;
const [ZERO, MINUS, POINT] = [0x30, 0x2d, 0x2e];

/**
 * XML that is collected as the bytes that are sent. Texts would be waste at once, and those of numbers
 * worse: the runtime remembers the text of each number for a while, so they outlive their row, and two
 * million of them filled the heap.
 */
export class XmlBytes {
  #encoder = new TextEncoder();
  #bytes = new Uint8Array(FIRST_ROOM);
  #length = 0;

  /** How many there are since they were last taken. */
  get length(): number {
    return this.#length;
  }

  /** Takes what was collected. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  /** Adds a text as it is; whoever calls has escaped it. */
  add(text: string): void {
    const bytes = this.#withRoom(MAX_BYTES * text.length);
    let length = this.#length;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code <= 0x7f) bytes[length++] = code;
      else if (code <= 0x7ff) {
        bytes[length++] = 0xc0 | code >> 6;
        bytes[length++] = 0x80 | code & 0x3f;
      } else {
        length += this.#encoder.encodeInto(text.slice(index), bytes.subarray(length)).written;
        break;
      }
    }
    this.#length = length;
  }

  /** Adds a whole number of hundredths as the number that it is: `150` as `1.5`. */
  addHundredths(hundredths: number): void {
    if (!Number.isSafeInteger(hundredths)) return this.add(String(hundredths / 100));
    const bytes = this.#withRoom(MAX_DIGITS);
    if (hundredths < 0) bytes[this.#length++] = MINUS;
    const amount = Math.abs(hundredths);
    const whole = Math.floor(amount / 100);
    this.#addWhole(bytes, whole);
    const rest = amount - 100 * whole;
    if (rest === 0) return;
    bytes[this.#length++] = POINT;
    bytes[this.#length++] = ZERO + Math.floor(rest / 10);
    if (rest % 10 !== 0) bytes[this.#length++] = ZERO + rest % 10;
  }

  #addWhole(bytes: Uint8Array, whole: number): void {
    let end = this.#length + 1;
    for (let left = whole; left >= 10; left = Math.floor(left / 10)) end++;
    let left = whole;
    for (let at = end - 1; at >= this.#length; at--) {
      const next = Math.floor(left / 10);
      bytes[at] = ZERO + left - 10 * next;
      left = next;
    }
    this.#length = end;
  }

  #withRoom(more: number): Uint8Array<ArrayBuffer> {
    if (this.#length + more > this.#bytes.length) {
      const larger = new Uint8Array(2 * (this.#length + more));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    return this.#bytes;
  }
}
