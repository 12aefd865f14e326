import type { Client } from "@libsql/client";

/** Reads alone; a statement that begins otherwise may write. */
const READS = /^\s*(?:select|with)\b(?!.*\b(?:insert|update|delete)\b)/is;

/**
 * Lets the batches of a remote database do what those of an embedded one do. Their statements share
 * named values: a server refuses a statement with a value that it does not name. And one that writes
 * waits for its turn before it reads: else a server refuses what another connection wrote meanwhile
 * (SQLITE_BUSY), without waiting.
 */
export function asEmbedded(client: Client): Client {
  return new Proxy(client, {
    get(target, property) {
      const value = Reflect.get(target, property, target);
      if (typeof value !== "function") return value;
      const method = value.bind(target);
      if (property === "execute") {
        return (statement: unknown, ...rest: unknown[]) =>
          method(withOwnValues(statement), ...rest);
      }
      if (property === "batch") {
        return (statements: unknown[], mode = modeOf(statements)) =>
          method(statements.map(withOwnValues), mode);
      }
      return method;
    },
  });
}

function modeOf(statements: unknown[]): "write" | "deferred" {
  const texts = statements.map((one) => one instanceof Object && "sql" in one ? one.sql : one);
  return texts.every((text) => READS.test(String(text))) ? "deferred" : "write";
}

/** A statement with those of its named values whose names stand in it. */
function withOwnValues(statement: unknown): unknown {
  if (!(statement instanceof Object && "sql" in statement && "args" in statement)) return statement;
  const { sql, args } = statement;
  if (!(args instanceof Object) || Array.isArray(args)) return statement;
  const names = new Set(String(sql).match(/(?<=:)\w+/g));
  const own = Object.entries(args).filter(([name]) => names.has(name));
  return { ...statement, args: Object.fromEntries(own) };
}
