import type { Db } from "../../../db/client.ts";
import { createToken } from "../../../db/programs/tokens.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import type { TestBrowser } from "../app.ts";
import { aVoucher, VOUCHERS_HEADER } from "../files.ts";
import { postFrom } from "../staff.ts";
import { formOf } from "../uploads.ts";

const TOKEN = `zs_${"0123456789abcdef".repeat(2)}`;

/** Lets a program of somebody of the treasury send loads. */
export async function addLoadToken(db: Db, madeBy: number): Promise<void> {
  await createToken(db, {
    tokenSha256: sha256(TOKEN),
    handle: "cargas",
    owner: { staffId: madeBy },
    madeBy,
    name: "cargas",
    scopes: ["loads"],
    createdAt: 0,
    expiresOn: "2099-01-01",
  });
}

/** Payment files of a program, whose judging is waited for. */
export async function sendLoad(origin: string): Promise<Response> {
  const rows = Array.from({ length: 1000 }, (_, index) => aVoucher({ number: `L${index}` }));
  return await fetch(`${origin}/api/v1/loads`, {
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}` },
    body: formOf("", [["c.csv", VOUCHERS_HEADER, ...rows]]),
  });
}

/** Somebody new each time: the same one twice within some seconds is invited once. */
export async function invite(provider: TestBrowser): Promise<Response> {
  const correo = `ana-${crypto.randomUUID()}@contadores.example`;
  const form = { accion: "invitar", correo, rol: "contador" };
  return await postFrom(provider, "/equipo", "/equipo", form);
}
