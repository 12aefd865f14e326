/// <reference lib="webworker" />
import { argon2id } from "hash-wasm";

/** Argon2id by WebAssembly, off the main thread: one hash a message. */
self.onmessage = async (event: MessageEvent) => {
  const { id, password, salt, memory, passes, parallelism, hashBytes } = event.data;
  try {
    const hash = await argon2id({
      password,
      salt,
      memorySize: memory,
      iterations: passes,
      parallelism,
      hashLength: hashBytes,
      outputType: "binary",
    });
    self.postMessage({ id, hash });
  } catch (error) {
    self.postMessage({ id, problem: String(error) });
  }
};
