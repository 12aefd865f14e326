import type { Client } from "@libsql/client";

/**
 * Lets the statements of a batch share their named values in a remote database as they do in an
 * embedded one: a server refuses a statement with a value that it does not name.
 */
export function withSharedValues(client: Client): Client {
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
        return (statements: unknown[], ...rest: unknown[]) =>
          method(statements.map(withOwnValues), ...rest);
      }
      return method;
    },
  });
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
