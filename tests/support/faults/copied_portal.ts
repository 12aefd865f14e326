import { type Db, openDatabase } from "../../../db/client.ts";
import { createReplica } from "../../../db/replica.ts";
import type { Reader } from "../../../db/reader.ts";
import type { TestApp } from "../app.ts";

/** A portal whose primary can be gone, and its copy, which is as it was when it was last brought up. */
export type CopiedPortal = AsyncDisposable & {
  /** The primary answers nothing, or answers again. */
  setDown(isDown: boolean): void;
  /** Brings the copy to what the primary has. */
  catchUp(): Promise<void>;
};

export async function withReplica(portal: TestApp): Promise<CopiedPortal> {
  const { db, services } = portal;
  let copy: Db | undefined;
  let copies = 0;
  const read: Reader = async (reads) => await copy?.$read(reads) ?? [];
  services.replica = createReplica(read, { now: services.now, onFailure: () => {} });
  const gone = new Proxy(db, {
    get() {
      throw new DOMException("gone", "TimeoutError");
    },
  });
  const catchUp = async () => {
    await services.background.settled();
    const path = `${portal.folder}/copy-${copies++}.db`;
    await db.$client.execute({ sql: "VACUUM INTO ?", args: [path] });
    copy?.$client.close();
    copy = await openDatabase({ url: `file:${path}` });
  };
  await catchUp();
  return {
    setDown: (isDown) => void (services.db = isDown ? gone : db),
    catchUp,
    [Symbol.asyncDispose]: () => Promise.resolve(copy?.$client.close()),
  };
}
