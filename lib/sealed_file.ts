import { Decrypter, Encrypter } from "age-encryption";

const SEALED = new TextEncoder().encode("age-encryption.org/v1\n");

/** Writes `from` to the new file `to`, encrypted with a passphrase (the format of `age -p`). */
export async function sealFile(from: string, to: string, passphrase: string): Promise<void> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  using source = await Deno.open(from);
  await writeNew(to, await encrypter.encrypt(source.readable));
}

/**
 * Writes what `sealFile` sealed to the new file `to`. Throws where the passphrase is another one or
 * a byte of it was changed, cut off or added.
 */
export async function openSealed(from: string, to: string, passphrase: string): Promise<void> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  using source = await Deno.open(from);
  await writeNew(to, await decrypter.decrypt(source.readable));
}

/** Whether a file is encrypted, by its first bytes. */
export async function isSealed(path: string): Promise<boolean> {
  using file = await Deno.open(path);
  const head = new Uint8Array(SEALED.length);
  await file.read(head);
  return head.every((byte, index) => byte === SEALED[index]);
}

async function writeNew(path: string, bytes: ReadableStream<Uint8Array>): Promise<void> {
  const file = await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
  await bytes.pipeTo(file.writable);
}
