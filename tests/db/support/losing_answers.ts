import { drizzle } from "drizzle-orm/libsql";
import type { Db } from "../../../db/client.ts";
import * as schema from "../../../db/schema.ts";

/** The same database, where the answer to the batch that publishes is lost after it was written. */
export function losingAnswers({ $client, $read, $times }: Db): Db {
  const client = new Proxy($client, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return async (...sent: unknown[]) => {
        const answer = await Reflect.apply(value, target, sent);
        const isPublishing = JSON.stringify(sent).includes("SET is_current = 1");
        if (name === "batch" && isPublishing) {
          throw new DOMException("the answer was lost", "TimeoutError");
        }
        return answer;
      };
    },
  });
  return Object.assign(drizzle(client, { schema }), { $read, $times });
}
