import { commandOf } from "../support/checkout.ts";
import { watch, type Watched } from "../support/watched.ts";
import type { Place } from "./figures.ts";

export type LoadedWeek = Watched & { id: string; paidAmount: string };

/** Loads files as the operator does. */
export async function loadWeek(
  place: Place,
  files: string[],
): Promise<LoadedWeek> {
  const watched = await runTask(place, "load", ["--json", ...files]);
  const { id, status, paidAmount } = JSON.parse(watched.said);
  if (status !== "published") throw new Error(`the load is ${status}`);
  return { ...watched, id, paidAmount };
}

/** Undoes a load as the treasury does, in its form; answers milliseconds. */
export async function undoLoad(
  port: number,
  cookie: string,
  { id, paidAmount }: LoadedWeek,
): Promise<number> {
  const origin = `http://127.0.0.1:${port}`;
  const address = `${origin}/funcionario/cargas/${id}/deshacer/confirmar`;
  const page = await (await fetch(address, { headers: { cookie } })).text();
  const began = performance.now();
  const answer = await fetch(address, {
    method: "POST",
    headers: { cookie, origin },
    redirect: "manual",
    body: new URLSearchParams({
      csrf: /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? "",
      motivo: "La semana se cargó dos veces; lo pidió la jefe de tesorería.",
      total: paidAmount.replace(".", ","),
    }),
  });
  await answer.body?.cancel();
  if (answer.status !== 303) throw new Error(`${address} answered ${answer.status}`);
  return performance.now() - began;
}

/** A task that is run and ends. */
export async function runTask(place: Place, task: string, words: string[] = []): Promise<Watched> {
  const { checkout, database, settings } = place;
  return await watch(commandOf(checkout, database, task, words, settings));
}
