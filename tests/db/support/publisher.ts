import { openDatabase } from "../../../db/client.ts";
import { withLongAnswers } from "../../../lib/patience.ts";
import { aFile, aSettlement, aVoucher, load } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER, type VoucherWish } from "../../support/files.ts";
import { takeBack } from "./lifecycle.ts";

/**
 * A process beside others that publishes, corrects, annuls and undoes vouchers of A: NAME ROUNDS URL TOKEN.
 * Some of them are its own, some belong to every such process; a load or an undo that another one
 * forestalls is refused, which is part of it. Says how many there were of each.
 */
const [name = "", rounds = "", url = "", authToken = ""] = Deno.args;
const db = await openDatabase({ url, authToken }, { besideServer: true });
const done = { published: 0, undone: 0 };
// Whether a busy machine answers in time is not what is asked here.
await withLongAnswers(async () => {
  for (let round = 0; round < Number(rounds); round++) await act(round);
});
console.log(JSON.stringify(done));
db.$client.close();

async function act(round: number): Promise<void> {
  const own = Array.from({ length: 3 }, (_, index) => `${name}-${(round + index) % 7}`);
  await publish(vouchersOf([...own, `C-${round % 5}`], round));
  const shared = await publish(vouchersOf([`C-${round % 3}`], round));
  const state = round % 2 === 0 ? "Anulado" : "Vigente";
  const annulled = await publish(vouchersOf(own.slice(0, 2), round, state));
  const fresh = await publish(vouchersOf([`${name}-new-${round}`], round));
  const undo = await undoLast(fresh);
  if (round % 3 === 0) await undoLast(undo);
  await undoLast(shared);
  if (round % 4 === 0) await undoLast(annulled);
  await publish(linesOf(own.slice(1), round));
}

async function publish(sheet: ReturnType<typeof aFile>): Promise<string | undefined> {
  const report = await load(db, [sheet], { nowMs: Date.now() });
  if (report.status !== "published") return undefined;
  done.published++;
  return report.id;
}

async function undoLast(id: string | undefined): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const outcome = await takeBack(db, id, Date.now());
  if (!outcome.isDone) return undefined;
  done.undone++;
  return outcome.report.id;
}

function vouchersOf(numbers: string[], round: number, state = "Vigente") {
  const wishes = numbers.map((number): VoucherWish => ({ number, paid: `${round + 1},00`, state }));
  return aFile("comprobantes.csv", VOUCHERS_HEADER, ...wishes.map(aVoucher));
}

function linesOf(numbers: string[], round: number) {
  const lines = numbers.map((number) => aSettlement(number, "FEV-1", `${round + 1},00`));
  return aFile("facturas.csv", SETTLEMENTS_HEADER, ...lines);
}
