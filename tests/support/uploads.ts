import { assertEquals } from "@std/assert";
import { createToken } from "../../db/programs/tokens.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { csrfOf, ORIGIN, type TestApp, type TestBrowser } from "./app.ts";
import { A, aSettlement, aVoucher, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "./files.ts";
import { createStaff } from "./people.ts";

export const LOADS = "/funcionario/cargas";

export type NamedText = [name: string, ...lines: string[]];

/** A voucher of A with one invoice, as the two files that treasury sends. */
export function onePayment(number = "2001", paid = "1000,00"): NamedText[] {
  return [
    ["comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number, paid })],
    ["facturas.csv", SETTLEMENTS_HEADER, aSettlement(number, `FEV-${number}`, paid)],
  ];
}

/** The form of Cargar archivos, its code first as on the page. */
export function formOf(csrf: string, files: NamedText[], further: Record<string, string> = {}) {
  const form = new FormData();
  if (csrf !== "") form.set("csrf", csrf);
  for (const [name, ...lines] of files) form.append("archivos", new File([lines.join("\n")], name));
  for (const [name, value] of Object.entries(further)) form.set(name, value);
  return form;
}

export async function codeOf(browser: TestBrowser, path = LOADS): Promise<string> {
  return csrfOf(await (await browser.get(path)).text());
}

/** Uploads files through the form; answers where it led to. */
export async function upload(
  browser: TestBrowser,
  files: NamedText[],
  further: Record<string, string> = {},
): Promise<string> {
  const answer = await browser.upload(LOADS, formOf(await codeOf(browser), files, further));
  await answer.body?.cancel();
  assertEquals(answer.status, 303);
  return answer.headers.get("location") ?? "";
}

/** Uploads files and waits until they are judged; answers the address of the load. */
export async function uploadAndJudge(
  portal: TestApp,
  browser: TestBrowser,
  files: NamedText[],
  further: Record<string, string> = {},
): Promise<string> {
  const address = await upload(browser, files, further);
  await portal.services.background.settled();
  return address;
}

/** Publishes a waiting load with a control total, as typed, and confirms what it shows as odd. */
export async function publishAs(
  browser: TestBrowser,
  address: string,
  total: string,
): Promise<Response> {
  const page = await (await browser.get(address)).text();
  const csrf = csrfOf(page);
  return await browser.post(address, { csrf, accion: "publicar", total, ...marksOf(page) });
}

/** What the boxes of odd payments on a load's page hold, by their names. */
export function marksOf(page: string): Record<string, string> {
  const boxes = page.matchAll(/name="(reviso-[A-Za-z]+)" value="([^"]+)"/g);
  return Object.fromEntries([...boxes].map(([, name = "", mark = ""]) => [name, mark]));
}

/** A program of a member of the staff, and that person's id. */
export async function staffScript(portal: TestApp, role: "tesoreria" | "auditor" = "tesoreria") {
  const { db, services } = portal;
  const email = `programa${crypto.randomUUID()}@eps.example`;
  const { id: userId } = await createStaff(services, email, role);
  const token = `zs_${crypto.randomUUID().replaceAll("-", "")}`;
  await createToken(db, {
    tokenSha256: sha256(token),
    handle: token.slice(-8),
    owner: { staffId: userId },
    madeBy: userId,
    name: "contabilidad",
    scopes: ["loads"],
    createdAt: 0,
    expiresOn: "2027-01-01",
  });
  const ask = (method: string, path: string, init: RequestInit = {}) =>
    portal.app.request(`${ORIGIN}/api/v1${path}`, {
      method,
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });
  return { userId, token, ask };
}

export { A };
