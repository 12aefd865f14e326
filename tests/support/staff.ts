import { assertEquals } from "@std/assert";
import { auditEvents } from "../../db/schema.ts";
import { csrfOf, type TestApp, type TestBrowser } from "./app.ts";

export const REASON = "Lo pidió la gerente por teléfono; llamé al número registrado.";

/** Posts a form with the code of the page that it stands on. */
export async function postFrom(
  browser: TestBrowser,
  page: string,
  path: string,
  form: Record<string, string>,
): Promise<Response> {
  const csrf = csrfOf(await (await browser.get(page)).text());
  return await browser.post(path, { ...form, csrf });
}

/** The events of a name that were kept, with their detail read. */
export async function eventsOf({ db, services }: TestApp, name: string) {
  await services.background.settled();
  const rows = await db.select().from(auditEvents);
  return rows.filter((row) => row.name === name)
    .map((row) => ({ ...row, detail: JSON.parse(row.detail) }));
}

export async function textOf(browser: TestBrowser, path: string): Promise<string> {
  return await (await browser.get(path)).text();
}

const SEARCH = "/funcionario/afiliados";

/** The address of the record that a search by the staff leads to. */
export async function searchAffiliate(
  staff: TestBrowser,
  documentNumber: string,
): Promise<string> {
  const form = { tipoDocumento: "CC", documento: documentNumber };
  return await locationOf(await postFrom(staff, SEARCH, SEARCH, form));
}

/** The record of a person, after a reason was given and it was seen once. */
export async function seeAffiliate(
  staff: TestBrowser,
  documentNumber: string,
  reason: string,
): Promise<string> {
  const record = await searchAffiliate(staff, documentNumber);
  await giveReason(staff, record, reason);
  assertEquals((await staff.get(record)).status, 200);
  return record;
}

/** Types the reason that a page asks for before it is shown, and is led back to it. */
export async function giveReason(
  staff: TestBrowser,
  page: string,
  motivo = REASON,
): Promise<void> {
  const asked = await locationOf(await staff.get(page));
  const [form = "", query] = asked.split("?");
  const volver = new URLSearchParams(query).get("volver") ?? "";
  const back = await locationOf(await postFrom(staff, asked, form, { motivo, volver }));
  assertEquals([volver, back], [page, page]);
}

/** Where an answer leads to. */
export async function locationOf(answer: Response): Promise<string> {
  assertEquals(answer.status, 303);
  await answer.body?.cancel();
  return answer.headers.get("location") ?? "";
}
