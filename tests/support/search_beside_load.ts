import type { TestApp, TestBrowser } from "./app.ts";
import {
  aFile,
  aSettlement,
  aVoucher,
  load,
  SETTLEMENTS_HEADER,
  VOUCHERS_HEADER,
} from "./files.ts";
import { codeOf, formOf, LOADS, type NamedText } from "./uploads.ts";

/** What each search beside a load saw: its status, how long it took, and the total of the month. */
export type Seen = { status: number; ms: number; total: string; text: string };

const MARCH = "/pagos?desde=01/03/2026&hasta=31/03/2026";
const LINES_A_VOUCHER = 100;

/** Files of many Facturas of A, a hundred a voucher, each of one peso; and their control total. */
export function manyInvoices(lines: number): { files: NamedText[]; total: string } {
  const vouchers = lines / LINES_A_VOUCHER;
  const numbers = Array.from({ length: vouchers }, (_, index) => `M${index}`);
  const files: NamedText[] = [
    [
      "comprobantes.csv",
      VOUCHERS_HEADER,
      ...numbers.map((number) => aVoucher({ number, paid: "100,00" })),
    ],
    [
      "facturas.csv",
      SETTLEMENTS_HEADER,
      ...numbers.flatMap((number) =>
        Array.from(
          { length: LINES_A_VOUCHER },
          (_, index) => aSettlement(number, `${number}-${index}`, "1,00"),
        )
      ),
    ],
  ];
  return { files, total: String(vouchers * 100) };
}

/** Some payments that are there before, so that a search finds something. */
export async function loadBefore({ db }: TestApp): Promise<void> {
  await load(db, [
    aFile("antes.csv", VOUCHERS_HEADER, aVoucher({ number: "ANTES", paid: "7,00" })),
  ]);
}

/** Uploads files while others search without a pause; answers the load's address and what they saw. */
export async function searchBesideLoad(
  portal: TestApp,
  loader: TestBrowser,
  searchers: TestBrowser[],
  files: NamedText[],
  act: (address: string) => Promise<void>,
): Promise<{ address: string; seen: Seen[] }> {
  const state = { isOver: false };
  const seen: Seen[] = [];
  const searching = searchers.map(async (searcher) => {
    while (!state.isOver) {
      seen.push(await search(searcher));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  const answer = await loader.upload(LOADS, formOf(await codeOf(loader), files));
  await answer.body?.cancel();
  const address = answer.headers.get("location") ?? "";
  await judged(loader, address);
  await act(address);
  await Promise.all(searchers.map(async (searcher) => seen.push(await search(searcher))));
  state.isOver = true;
  await Promise.all(searching);
  await portal.services.background.settled();
  return { address, seen };
}

async function judged(loader: TestBrowser, address: string): Promise<void> {
  while ((await (await loader.get(address)).text()).includes('hx-trigger="every 1s"')) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function search(searcher: TestBrowser): Promise<Seen> {
  const began = performance.now();
  const answer = await searcher.get(MARCH);
  const text = await answer.text();
  const ms = performance.now() - began;
  const total = /Total de ([\d.]+) comprobante[\s\S]*?data-label="Valor Pago">([^<]*)</.exec(text);
  return { status: answer.status, ms, total: `${total?.[1]} ${total?.[2]}`, text };
}
