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

export type Argon2Workers = {
  /** One hash in one of the workers, which start when they are first needed. */
  hash(work: Argon2Work): Promise<Uint8Array>;
  /** Ends the workers, and with them the hashes under way; the next hash starts them again. */
  end(): void;
};

export function createArgon2Workers(): Argon2Workers {
  const workers: Worker[] = [];
  const waiting = new Map<number, Waiting>();
  let asked = 0;

  function workerOf(place: number): Worker {
    const worker = workers[place] ?? startWorker(waiting);
    return workers[place] = worker;
  }

  return {
    hash(work) {
      const id = asked++;
      const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
      waiting.set(id, { resolve, reject });
      workerOf(id % WORKERS).postMessage({ id, ...work });
      return promise;
    },
    end() {
      workers.splice(0).forEach((worker) => worker.terminate());
      rejectAll(waiting, new Error("the workers were ended"));
    },
  };
}

function startWorker(waiting: Map<number, Waiting>): Worker {
  const worker = new Worker(new URL("./argon2_worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<Answer>) => take(waiting, data);
  worker.onerror = (event) => {
    event.preventDefault();
    rejectAll(waiting, new Error(event.message));
  };
  return worker;
}

function take(waiting: Map<number, Waiting>, { id, hash, problem }: Answer): void {
  const waiter = waiting.get(id);
  waiting.delete(id);
  if (hash) waiter?.resolve(hash);
  else waiter?.reject(new Error(problem));
}

function rejectAll(waiting: Map<number, Waiting>, error: Error): void {
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}
