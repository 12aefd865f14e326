import { assertEquals } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { PROVIDER_SCOPES } from "../../../domain/programs/scope.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { operationsOf, writeDocument } from "../../support/api/written_document.ts";
import { A, ORIGIN, testApp } from "../../support/app.ts";
import { staffScript } from "../../support/uploads.ts";

Deno.test("T11: the scope that the document names is the one that a route asks for, and public ones ask for no token", async () => {
  await using portal = await testApp();
  const staff = await staffScript(portal);
  const tokens: Record<string, string> = { loads: staff.token };
  for (const scope of PROVIDER_SCOPES) {
    const token = tokens[scope] = `zs_${scope.padEnd(32, "x")}`;
    const stored = { nit: A, name: scope, tokenSha256: sha256(token), createdAt: 0 };
    await createApiToken(portal.db, { ...stored, expiresOn: null, scopes: [scope] });
  }
  for (const { method, path, operation } of operationsOf(await writeDocument(portal.services))) {
    const address = `${ORIGIN}/api/v1${path.replace(/\{\w+\}/g, "x")}`;
    const statusFor = async (headers: HeadersInit) => {
      const answer = await portal.app.request(address, { method, headers });
      await answer.body?.cancel();
      return answer.status;
    };
    const [needed] = operation.security;
    assertEquals(await statusFor({}) === 401, needed !== undefined, operation.operationId);
    for (const [scope, token] of Object.entries(tokens)) {
      const isRefused = await statusFor({ authorization: `Bearer ${token}` }) === 403;
      const isOpen = !needed || needed.token.length === 0 || needed.token.includes(scope);
      assertEquals(isRefused, !isOpen, `${operation.operationId} ${scope}`);
    }
  }
});
