import { DatabaseSync } from "node:sqlite";
import { megabytes, milliseconds, perSecond } from "../support/row.ts";
import type { Server } from "../support/server.ts";
import { say } from "../support/stage.ts";
import { loadWeek, runTask, undoLoad } from "./commands.ts";
import { PROVIDERS } from "./country.ts";
import type { Figure, Place } from "./figures.ts";
import { writeWeek } from "./week_files.ts";

const MAILS_WATCHED_MS = 20_000;

/** A week of all providers, loaded beside the server and undone in it. */
export async function measureLoad(
  place: Place,
  { port }: Server,
  tesoreria: string,
): Promise<Figure[]> {
  const { folder, database, size } = place;
  say("a load of 20,000 vouchers and 100,000 lines");
  const number = `CE-SEMANA${lettersOf(size.loads)}`;
  const files = await writeWeek(folder, number, PROVIDERS);
  const loaded = await loadWeek(place, files);
  say("its undo");
  const undo = await undoLoad(port, tesoreria, loaded);
  say("its mails");
  const rate = await mailRate(database);
  return [
    {
      what: "load of 20,000 vouchers, 100,000 lines",
      figure: `${milliseconds(loaded.ms)}, ${megabytes(loaded.peakBytes)}`,
    },
    { what: "its undo", figure: milliseconds(undo) },
    { what: "mails of both, into files", figure: perSecond(rate) },
  ];
}

/** A number in letters: the number of an invoice must not end its prefix in a digit. */
function lettersOf(number: number): string {
  return [...String(number)].map((digit) => "ABCDEFGHIJ"[Number(digit)]).join("");
}

/** How many mails leave in a second while nothing else is asked. */
async function mailRate(path: string): Promise<number> {
  using db = new DatabaseSync(path, { readOnly: true });
  const sent = db.prepare("SELECT count(*) AS n FROM outbox_mails WHERE sent_at IS NOT NULL");
  const before = Number(sent.get()?.n);
  await new Promise((resolve) => setTimeout(resolve, MAILS_WATCHED_MS));
  return (Number(sent.get()?.n) - before) / MAILS_WATCHED_MS * 1000;
}

/** Those that wait would share the processor with what is measured next. */
export function dropMails(path: string): void {
  using db = new DatabaseSync(path);
  db.exec("DELETE FROM outbox_mails");
}

/** What an operator runs. */
export async function measureTasks(place: Place): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const task of ["db:migrate", "doctor", "audit:verify"]) {
    say(task);
    const { ms } = await runTask(place, task);
    figures.push({ what: `deno task ${task}`, figure: milliseconds(ms) });
  }
  say("db:backup");
  const copy = `${place.folder}/backup.db`;
  const backup = await runTask(place, "db:backup", [copy]);
  const { size } = await Deno.stat(copy);
  figures.push({
    what: "deno task db:backup",
    figure: `${milliseconds(backup.ms)}, ${megabytes(size)}, ${megabytes(backup.peakBytes)}`,
  });
  await Deno.remove(copy);
  await Deno.remove(`${copy}.sha256`);
  return figures;
}
