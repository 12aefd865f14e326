import { csrfOf, type TestBrowser } from "../app.ts";

/** Sends the form of a list, as it is pasted or as a file, with the code of a page of the session. */
export async function sendList(browser: TestBrowser, list: string | File): Promise<Response> {
  const form = new FormData();
  form.set("csrf", csrfOf(await (await browser.get("/cruce")).text()));
  form.set(typeof list === "string" ? "lista" : "archivo", list);
  return await browser.upload("/cruce", form);
}

/** Brings a list; answers the address at which it is kept. */
export async function bringList(browser: TestBrowser, list: string | File): Promise<string> {
  const answer = await sendList(browser, list);
  await answer.body?.cancel();
  const address = answer.headers.get("location");
  if (answer.status !== 303 || address === null) throw new Error(`the list got ${answer.status}`);
  return address;
}

/** What is chosen of a list: the first column has the numbers, the second the values. */
export const CHOICES = "columna=0&prefijo=&valor=1&tolerancia=0";

/** Asks the result of a kept list for an acta. */
export async function askForActa(
  browser: TestBrowser,
  address: string,
  corte: string,
): Promise<Response> {
  const result = `${address}?${CHOICES}`;
  const csrf = csrfOf(await (await browser.get(result)).text());
  return await browser.post(result, { csrf, corte });
}
