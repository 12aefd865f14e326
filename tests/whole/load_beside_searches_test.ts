import { assert, assertEquals } from "@std/assert";
import { testApp } from "../support/app.ts";
import { loadBefore, manyInvoices, searchBesideLoad } from "../support/search_beside_load.ts";
import { publishAs } from "../support/uploads.ts";

Deno.test("U16: 100,000 Facturas are loaded and published while 20 people search: nobody meets a lock or half a load", async () => {
  await using portal = await testApp();
  await loadBefore(portal);
  const [loader, publisher] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const searchers = [];
  for (let count = 0; count < 20; count++) searchers.push(await portal.signIn());
  const { files, total } = manyInvoices(100_000);
  const { seen } = await searchBesideLoad(portal, loader, searchers, files, async (address) => {
    assertEquals((await publishAs(publisher, address, total)).status, 303);
  });
  assert(seen.length > 100, `${seen.length} searches`);
  assertEquals([...new Set(seen.map(({ status }) => status))], [200]);
  assert(!seen.some(({ text }) => text.includes("SQLITE_BUSY")));
  const totals = new Set(seen.map(({ total }) => total));
  assertEquals(totals, new Set(["1 $\u00a07,00", "1.001 $\u00a0100.007,00"]));
});
