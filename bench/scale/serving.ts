import {
  askConsulta,
  askMedicines,
  askPage,
  cross,
  download,
  enterAsAffiliate,
  signInOnce,
} from "../support/asking.ts";
import { LONG_VOUCHER, NIT } from "../support/payments.ts";
import { megabytes, milliseconds } from "../support/row.ts";
import type { Server } from "../support/server.ts";
import { say } from "../support/stage.ts";
import { median } from "../support/statistics.ts";
import { processorMsOf } from "../../tests/support/memory.ts";
import { pagesOf, typed, type Who } from "./asked.ts";
import { dayOfWeek, nitOf } from "./country.ts";
import { forgetFile } from "./disk.ts";
import type { Figure, Place } from "./figures.ts";

/** At most nine: addresses are made with one digit. */
const ROUNDS = 8;
const CROSSED = 20_000;

/**
 * Each page: milliseconds of the processor, of the clock, and of the clock where the disk's cache was
 * dropped before.
 */
export async function measurePages(
  { database, largest }: Place,
  { port, pid }: Server,
  cookies: Record<Who, string>,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { what, who, address, sign } of pagesOf(largest)) {
    say(what);
    await forgetFile(database);
    const cold = await askPage(port, cookies[who], address(0), sign);
    const times: number[] = [];
    const before = await processorMsOf(pid);
    for (let round = 1; round <= ROUNDS; round++) {
      times.push(await askPage(port, cookies[who], address(round), sign));
    }
    const worked = (await processorMsOf(pid) - before) / ROUNDS;
    const figure = [worked, median(times), cold].map(milliseconds).join(" · ");
    figures.push({ what, figure });
  }
  return figures;
}

export async function measureDownloads(
  { size }: Place,
  { port }: Server,
  { small, largest }: Record<Who, string>,
): Promise<Figure[]> {
  const month = `desde=${typed(dayOfWeek(size.weeks - 4))}&hasta=${
    typed(dayOfWeek(size.weeks - 1))
  }`;
  const figures: Figure[] = [];
  for (
    const [what, cookie, path] of [
      ["workbook of 100,000 lines", small, `/export.xlsx?comprobante=${LONG_VOUCHER}`],
      ["CSV of the largest provider's month", largest, `/export.csv?tabla=facturas&${month}`],
    ] as const
  ) {
    say(what);
    const { firstByteMs, ms, bytes } = await download(port, cookie, path);
    const rate = megabytes(bytes / ms * 1000);
    figures.push({ what: `${what}: first byte`, figure: milliseconds(firstByteMs) });
    figures.push({ what: `${what}: whole`, figure: `${milliseconds(ms)}, ${rate}/s` });
  }
  return figures;
}

export async function measureCruces(
  { largest }: Place,
  { port }: Server,
  cookies: Record<Who, string>,
): Promise<Figure[]> {
  const own = Array.from({ length: CROSSED }, (_, index) => `FEVLARGO-${index * 5 + 1}`);
  const first = Number(largest.invoice.split("-")[1]);
  const its = Array.from({ length: CROSSED }, (_, index) => `FEV-${first - index}`);
  say("cruce");
  return [
    {
      what: "cruce of 20,000 invoices",
      figure: milliseconds(await cross(port, cookies.small, own)),
    },
    {
      what: "cruce of 20,000 invoices of the largest provider",
      figure: milliseconds(await cross(port, cookies.largest, its)),
    },
  ];
}

export async function measureEntering({ size }: Place, { port }: Server): Promise<Figure[]> {
  say("sign-ins");
  const signIns: number[] = [];
  const consultas: number[] = [];
  const medicines: number[] = [];
  const entered = [];
  for (let round = 0; round < ROUNDS; round++) {
    signIns.push(await signInOnce(port, round % 2 === 0 ? NIT : nitOf(round + 2)));
    consultas.push(await askConsulta(port, size.affiliates, size.loads * ROUNDS + round));
    const { ms, cookie } = await enterAsAffiliate(port);
    entered.push(ms);
    medicines.push(await askMedicines(port, cookie));
  }
  return [
    { what: "sign-in of a provider", figure: milliseconds(median(signIns)) },
    { what: "sign-in of an affiliate", figure: milliseconds(median(entered)) },
    { what: "her medicines", figure: milliseconds(median(medicines)) },
    { what: "consulta de afiliación", figure: milliseconds(median(consultas)) },
  ];
}
