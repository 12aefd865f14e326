import { affiliateOf } from "../support/many_affiliates.ts";
import { PASSWORD, signIn, visit } from "../support/visitor.ts";

/** Asks a page whole; answers milliseconds. Throws where it is not the page. */
export async function askPage(
  port: number,
  cookie: string,
  address: string,
  sign: string,
): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}${address}`, {
    headers: { cookie },
    redirect: "manual",
  });
  const html = await answer.text();
  const ms = performance.now() - began;
  if (answer.status !== 200 || !html.includes(sign)) {
    throw new Error(`${address} answered ${answer.status} without ${sign}`);
  }
  return ms;
}

export type Download = { firstByteMs: number; ms: number; bytes: number };

/** Downloads a file and drops it. */
export async function download(port: number, cookie: string, path: string): Promise<Download> {
  const began = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } });
  if (!answer.ok || !answer.body) throw new Error(`${path} answered ${answer.status}`);
  let [bytes, firstByteMs] = [0, NaN];
  for await (const chunk of answer.body) {
    if (bytes === 0) firstByteMs = performance.now() - began;
    bytes += chunk.length;
  }
  return { firstByteMs, ms: performance.now() - began, bytes };
}

/** A cruce of pasted invoice numbers, from the list to its result; answers milliseconds. */
export async function cross(port: number, cookie: string, numbers: string[]): Promise<number> {
  const origin = `http://127.0.0.1:${port}`;
  const page = await (await fetch(`${origin}/cruce`, { headers: { cookie } })).text();
  const form = new FormData();
  form.set("csrf", /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? "");
  form.set("lista", numbers.join("\n"));
  const began = performance.now();
  const kept = await fetch(`${origin}/cruce`, {
    method: "POST",
    body: form,
    headers: { cookie, origin, "sec-fetch-site": "same-origin" },
    redirect: "manual",
  });
  await kept.body?.cancel();
  const result = `${origin}${kept.headers.get("location")}?columna=0`;
  const answer = await fetch(result, { headers: { cookie } });
  const html = await answer.text();
  const ms = performance.now() - began;
  const said = `${numbers.length.toLocaleString("es-CO")} filas de su lista`;
  if (answer.status !== 200 || !html.includes(said)) {
    throw new Error(`/cruce answered ${answer.status}`);
  }
  return ms;
}

export async function signInOnce(port: number, nit: string): Promise<number> {
  const began = performance.now();
  await signIn(port, {}, nit);
  return performance.now() - began;
}

/** An affiliate's sign-in, as her phone sends it; answers milliseconds and the cookies. */
export async function enterAsAffiliate(port: number): Promise<{ ms: number; cookie: string }> {
  const visitor = visit(port);
  const { documento } = affiliateOf(0);
  const form = { tipo: "afiliado", tipoDocumento: "CC", usuario: documento, contrasena: PASSWORD };
  const began = performance.now();
  const answer = await visitor.post("/zona-ser", form);
  await answer.body?.cancel();
  if (answer.status !== 303) throw new Error(`/zona-ser answered ${answer.status}`);
  return { ms: performance.now() - began, cookie: visitor.cookie() };
}

/** What the pharmacy owes her; answers milliseconds. */
export async function askMedicines(port: number, cookie: string): Promise<number> {
  return await askPage(port, cookie, "/afiliados/medicamentos", "Losartán");
}

/** Whether somebody is insured, asked from another place each time: both are limited. */
export async function askConsulta(port: number, count: number, turn: number): Promise<number> {
  const place = `10.2.${Math.trunc(turn / 250)}.${turn % 250 + 1}`;
  const person = affiliateOf((turn * 7919 + 1) % count);
  const began = performance.now();
  const answer = await visit(port, { "x-forwarded-for": place })
    .post("/afiliados/consulta", { tipoDocumento: "CC", ...person });
  if (!(await answer.text()).includes("A. P.")) throw new Error(`consulta: ${answer.status}`);
  return performance.now() - began;
}
