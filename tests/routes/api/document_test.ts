import { assert, assertEquals } from "@std/assert";
import { ORIGIN, type TestApp, testApp } from "../../support/app.ts";

const METHODS = ["get", "post", "put", "patch", "delete"];

Deno.test("every route below /api/v1 is in the document with an id, words, a group and its answers", async () => {
  await using portal = await testApp();
  const mounted = portal.app.routes.filter(({ path, method }) =>
    path.startsWith("/api/v1/") && method !== "ALL"
  ).map(({ path, method }) =>
    `${method} ${path.slice("/api/v1".length).replace(/:(\w+)/g, "{$1}")}`
  );
  const { paths } = await documentOf(portal);
  const described = operationsIn(paths).filter(({ operation }) => isDescribed(operation));
  assertEquals(
    described.map(({ address }) => address).sort(),
    [...new Set(mounted)].sort(),
  );
  const ids = described.map(({ operation }) => operation.operationId);
  assertEquals(new Set(ids).size, ids.length);
});

Deno.test("anybody may read the document, and 304 says that it is the same", async () => {
  await using portal = await testApp();
  const address = `${ORIGIN}/api/openapi.json`;
  const answer = await portal.app.request(address);
  const { openapi, info } = await answer.json();
  assertEquals([answer.status, openapi, info.version], [200, "3.1.0", "1"]);
  const tag = answer.headers.get("etag") ?? "";
  const same = await portal.app.request(address, { headers: { "if-none-match": tag } });
  assertEquals([same.status, await same.text()], [304, ""]);
});

type Operation = {
  operationId?: string;
  tags?: string[];
  summary?: string;
  security?: unknown[];
  responses?: Record<string, unknown>;
};

function isDescribed({ tags = [], summary = "", security, responses = {} }: Operation): boolean {
  const isRight = tags.length === 1 && summary !== "" && security !== undefined &&
    "503" in responses;
  assert(isRight || tags.length === 0, summary);
  return isRight;
}

function operationsIn(paths: Record<string, Record<string, Operation>>) {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ address: `${method.toUpperCase()} ${path}`, operation }] : [];
    })
  );
}

async function documentOf({ app }: TestApp) {
  return await (await app.request(`${ORIGIN}/api/openapi.json`)).json();
}
