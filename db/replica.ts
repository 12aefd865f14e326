import { eq } from "drizzle-orm";
import { Problem } from "../domain/errors.ts";
import type { Provider } from "../domain/providers/provider.ts";
import type { Db } from "./client.ts";
import { question, type Values } from "./question.ts";
import type { Read, Reader } from "./reader.ts";
import { providers } from "./schema.ts";

/** How long the primary is asked alone after the replica failed. */
const REST_MS = 10_000;

/** A copy near the process that may be behind (contract, "Scale"). */
export type Replica = {
  /**
   * The database as questions about one provider's payments should see it: the replica answers
   * them where it has the payments of `version`, which the primary said a moment ago; else the
   * primary does, and then it goes on doing so: it may have told of revisions that the replica does
   * not have. So nobody sees payments that were replaced, or half a load. Once for each request.
   */
  payments(db: Db, provider: Provider, version: number): Db;
  /**
   * The replica alone, for reading on while the primary does not answer. It answers as long as it has
   * at least the payments of a provider that the primary last told of, so nobody sees payments that
   * were replaced. Whatever is not asked by a question is refused, above all what would be written.
   */
  alone(db: Db, payments: KnownPayments | null): Db;
};

/** A version of a provider's payments. */
type KnownPayments = { provider: Provider; version: number };

/**
 * A replica by its reader, which must give up by itself. Where it fails, `onFailure` is told, the
 * primary answers, and the replica is left alone for a while.
 */
export function createReplica(
  read: Reader,
  { now, onFailure }: { now: () => number; onFailure: (error: unknown) => void },
): Replica {
  let restsUntil = 0;

  async function answer(reads: Read[], asked: Read, version: number) {
    const restMs = restsUntil - now();
    // A clock that was put back makes no rest longer.
    if (restMs > 0 && restMs <= REST_MS) return undefined;
    try {
      const [found, ...answers] = await read([asked, ...reads]);
      return Number(found?.[0]?.[0]) === version ? answers : undefined;
    } catch (error) {
      restsUntil = now() + REST_MS;
      onFailure(error);
      return undefined;
    }
  }

  return {
    payments(db, { id }, version) {
      const asked = VERSION({ id });
      let isFar = false;
      const $read: Reader = async (reads) => {
        const answers = isFar ? undefined : await answer(reads, asked, version);
        if (answers) return answers;
        isFar = true;
        return await db.$read(reads);
      };
      return Object.create(db, { $read: { value: $read } });
    },
    alone: (db, known) => readAlone(read, db, known),
  };
}

function readAlone(read: Reader, db: Db, known: KnownPayments | null): Db {
  const $read: Reader = async (reads) => {
    if (!known) return await read(reads);
    const [found, ...answers] = await read([VERSION({ id: known.provider.id }), ...reads]);
    if (Number(found?.[0]?.[0] ?? -1) < known.version) throw new Problem("unavailable");
    return answers;
  };
  return new Proxy(db, { get: (_, name) => name === "$read" ? $read : refuse() });
}

function refuse(): never {
  throw new Problem("unavailable");
}

/** In the same snapshot as what is asked with it. */
const VERSION = question(
  { version: providers.dataVersion },
  (select, { id }: Values<{ id: number }>) => select.from(providers).where(eq(providers.id, id)),
);
