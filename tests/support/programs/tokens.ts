import { ORIGIN, PASSWORD, type TestApp, type TestBrowser } from "../app.ts";

const TOKEN = /zs_[\w-]{32}/;

/** The form of a new token, its code and handle first as on the page; an empty change leaves a field out. */
export async function newTokenForm(
  browser: TestBrowser,
  page: string,
  changes: Record<string, string> = {},
): Promise<Record<string, string>> {
  const html = await (await browser.get(page)).text();
  const form = html.slice(html.indexOf('id="nuevo"'));
  const hidden = (name: string) =>
    new RegExp(`name="${name}" value="([^"]+)"`).exec(form)?.[1] ?? "";
  const typed = {
    csrf: hidden("csrf"),
    token: hidden("token"),
    accion: "crear",
    nombre: "ERP",
    leer: "si",
    vence: "30",
    actual: PASSWORD,
    ...changes,
  };
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ""));
}

/** Makes a token on its page; answers its text. */
export async function makeToken(
  browser: TestBrowser,
  page: string,
  changes: Record<string, string> = {},
): Promise<string> {
  const answer = await browser.post(page, await newTokenForm(browser, page, changes));
  return TOKEN.exec(await answer.text())?.[0] ?? "";
}

/** What the API answers to a token at `/me`. */
export async function meOf(portal: TestApp, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await portal.app.request(`${ORIGIN}/api/v1/me`, { headers });
  await answer.body?.cancel();
  await portal.services.background.settled();
  return answer.status;
}
