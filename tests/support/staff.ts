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
