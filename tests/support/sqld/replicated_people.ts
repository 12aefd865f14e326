import { assertEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { PASSWORD, type TestBrowser } from "../app.ts";
import { A } from "../files.ts";
import { addPerson, createStaff } from "../people.ts";
import { totpCode } from "../totp.ts";
import { type Replicated, SECRETS } from "./replicated.ts";

export const REPRESENTATIVE = { tipo: "prestador", usuario: A };
const TREASURY = ["tesoreria@eps.example", "tesoreria2@eps.example"];

/** The representative of A and two people of the treasury; answers the secrets of their authenticators. */
export async function addPeople(db: Db): Promise<string[]> {
  await addPerson(db, { kind: "representative" }, [[A, "representante"]]);
  const keeper = { db, now: Date.now, settings: { sessionSecrets: SECRETS } };
  const secrets = [];
  for (const email of TREASURY) {
    secrets.push((await createStaff(keeper, email, "tesoreria")).secret);
  }
  return secrets;
}

export async function signIn(
  { browser }: Replicated,
  who: Record<string, string>,
): Promise<TestBrowser> {
  const one = browser();
  const answer = await one.post("/zona-ser", { ...who, contrasena: PASSWORD });
  assertEquals(answer.status, 303, await answer.text());
  return one;
}

/** Who loads, and who publishes. */
export async function signInTreasury(
  parts: Replicated,
  secrets: string[],
): Promise<[loader: TestBrowser, publisher: TestBrowser]> {
  const enter = async (index: number) => {
    const one = await signIn(parts, { tipo: "funcionario", usuario: TREASURY[index] ?? "" });
    const codigo = totpCode(secrets[index] ?? "", Date.now());
    const answer = await one.post("/zona-ser/codigo", { codigo });
    assertEquals(answer.headers.get("location"), "/funcionario", await answer.text());
    return one;
  };
  return await Promise.all([enter(0), enter(1)]);
}
