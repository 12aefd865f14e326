import { freePort } from "../free_port.ts";
import { type KeyedSqld, startKeyedSqld } from "./keyed_sqld.ts";

/**
 * A keyed sqld with a database for each test: `url/NAME/` is the address of one, and the requests of
 * its administration pass, too. sqld itself would tell databases apart by host names, which not
 * every machine resolves.
 */
export async function startManyDatabases(): Promise<KeyedSqld> {
  const admin = `127.0.0.1:${freePort()}`;
  const sqld = await startKeyedSqld(["--enable-namespaces", "--admin-listen-addr", admin]);
  const before = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, pass);

  async function pass(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const { method } = request;
    const body = method === "POST" ? await request.arrayBuffer() : null;
    const headers = new Headers(request.headers);
    if (pathname.startsWith("/v1/namespaces/")) {
      return await fetch(`http://${admin}${pathname}`, { method, headers, body });
    }
    const [, name = "", ...rest] = pathname.split("/");
    headers.set("x-namespace-bin", btoa(name).replaceAll("=", ""));
    return await fetch(`${sqld.url}/${rest.join("/")}`, { method, headers, body });
  }

  return {
    ...sqld,
    url: `http://127.0.0.1:${before.addr.port}`,
    async [Symbol.asyncDispose]() {
      await before.shutdown();
      await sqld[Symbol.asyncDispose]();
    },
  };
}
