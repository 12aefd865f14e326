import { testApp } from "../tests/support/app.ts";
import { PASSWORDS } from "../tests/support/people.ts";
import { loadBefore, manyInvoices, searchBesideLoad } from "../tests/support/search_beside_load.ts";
import { publishAs } from "../tests/support/uploads.ts";

/**
 * How long searches take while 100,000 Facturas come in through the browser's form:
 * `deno run -A bench/load_beside_searches.ts [PEOPLE]`. The times are of this machine at this moment.
 */
if (import.meta.main) {
  using _threads = PASSWORDS;
  await using portal = await testApp();
  await loadBefore(portal);
  const [loader, publisher] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const searchers = [];
  const people = Number(Deno.args[0] ?? 20);
  for (let count = 0; count < people; count++) searchers.push(await portal.signIn());
  const { files, total } = manyInvoices(100_000);
  const began = performance.now();
  const { seen } = await searchBesideLoad(portal, loader, searchers, files, async (address) => {
    console.log(`judged and stored: ${seconds(began)}`);
    await (await publishAs(publisher, address, total)).body?.cancel();
    console.log(`published: ${seconds(began)}`);
  });
  const times = seen.map(({ ms }) => ms).sort((one, other) => one - other);
  const at = (part: number) => `${Math.round(times[Math.floor(times.length * part)] ?? 0)} ms`;
  const failed = seen.filter(({ status }) => status !== 200).length;
  console.log(`${people} people, ${times.length} searches, ${failed} failed`);
  console.log(`p50 ${at(0.5)}, p95 ${at(0.95)}, longest ${at(0.9999)}`);
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
