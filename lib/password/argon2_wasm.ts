/** Argon2id for runtimes whose WebCrypto has none: by WebAssembly in workers, never on this thread. */
export type Argon2Work = {
  password: Uint8Array;
  salt: Uint8Array;
  memory: number;
  passes: number;
  parallelism: number;
  hashBytes: number;
};

type Answer = { id: number; hash?: Uint8Array; problem?: string };
type Waiting = { resolve(hash: Uint8Array): void; reject(error: Error): void };

const WORKERS = 2;
const workers: Worker[] = [];
const waiting = new Map<number, Waiting>();
let asked = 0;

/** One hash in one of the workers, which start when they are first needed. */
export function argon2idByWasm(work: Argon2Work): Promise<Uint8Array> {
  const id = asked++;
  const answer = new Promise<Uint8Array>((resolve, reject) => waiting.set(id, { resolve, reject }));
  workerOf(id % WORKERS).postMessage({ id, ...work });
  return answer;
}

/** Ends the workers, and with them the hashes under way; the next hash starts them again. */
export function endArgon2Workers(): void {
  workers.splice(0).forEach((worker) => worker.terminate());
  rejectAll(new Error("the workers were ended"));
}

function rejectAll(error: Error): void {
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}

function workerOf(place: number): Worker {
  const known = workers[place];
  if (known) return known;
  const worker = new Worker(new URL("./argon2_worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<Answer>) => take(data);
  worker.onerror = (event) => {
    event.preventDefault();
    rejectAll(new Error(event.message));
  };
  return workers[place] = worker;
}

function take({ id, hash, problem }: Answer): void {
  const waiter = waiting.get(id);
  waiting.delete(id);
  if (hash) waiter?.resolve(hash);
  else waiter?.reject(new Error(problem));
}
