export type Argon2Work = {
  password: Uint8Array;
  salt: Uint8Array;
  /** KiB of memory for a hash. */
  memory: number;
  passes: number;
  parallelism: number;
  hashBytes: number;
};

export type Argon2Workers = Disposable & {
  /** Makes a hash in an idle worker; where all are busy another one starts. */
  hash(work: Argon2Work): Promise<Uint8Array>;
  /** Ends the workers, and with them the hashes under way; the next hash starts one again. */
  [Symbol.dispose](): void;
};

type Answer = { hash: Uint8Array } | { problem: string };

/** Argon2id by WebAssembly in workers that make one hash at a time, never on this thread. */
export function createArgon2Workers(): Argon2Workers {
  const idle: Worker[] = [];
  const busy = new Map<Worker, (error: Error) => void>();
  return {
    async hash(work) {
      const worker = idle.pop() ?? startWorker();
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      busy.set(worker, reject);
      worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
      worker.postMessage(work);
      try {
        const answer = await promise;
        if (busy.has(worker)) idle.push(worker);
        return hashOf(answer);
      } finally {
        busy.delete(worker);
      }
    },
    [Symbol.dispose]() {
      for (const worker of idle.splice(0)) worker.terminate();
      for (const [worker, refuse] of busy) {
        worker.terminate();
        refuse(new Error("the workers were ended"));
      }
      busy.clear();
    },
  };
}

function startWorker(): Worker {
  return new Worker(new URL("./argon2_worker.ts", import.meta.url), { type: "module" });
}

function hashOf(answer: Answer): Uint8Array {
  if ("problem" in answer) throw new Error(answer.problem);
  return answer.hash;
}
