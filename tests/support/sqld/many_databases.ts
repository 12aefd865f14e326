import { freePort } from "../free_port.ts";
import { startKeyedSqld } from "./keyed_sqld.ts";

export type ManyDatabases = AsyncDisposable & {
  /** What a process of tests needs to know in order to make its databases here. */
  env: Record<string, string>;
};

/**
 * A keyed sqld with a database for each test, made and removed through its administration. It tells
 * them apart by host names, which not every machine resolves, or by the path where the host's name
 * has no dot.
 */
export async function startManyDatabases(): Promise<ManyDatabases> {
  const admin = `127.0.0.1:${freePort()}`;
  const sqld = await startKeyedSqld(["--enable-namespaces", "--admin-listen-addr", admin]);
  return {
    env: {
      TEST_SQLD: sqld.url.replace("127.0.0.1", "localhost"),
      TEST_SQLD_ADMIN: `http://${admin}`,
      TEST_SQLD_TOKEN: sqld.token,
    },
    [Symbol.asyncDispose]: () => sqld[Symbol.asyncDispose](),
  };
}
