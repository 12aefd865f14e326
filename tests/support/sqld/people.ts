import { assertEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { PASSWORD, type TestBrowser } from "../app.ts";
import { createStaff } from "../people.ts";
import { totpCode } from "../totp.ts";
import { until } from "./until.ts";

export const SECRETS = ["a secret of thirty-two bytes or more"];
const TREASURY = ["tesoreria@eps.example", "tesoreria2@eps.example"];

/** Two people of the treasury; answers the secrets of their authenticators. */
export async function addTreasury(db: Db): Promise<string[]> {
  const keeper = { db, now: Date.now, settings: { sessionSecrets: SECRETS } };
  const secrets = [];
  for (const email of TREASURY) {
    secrets.push((await createStaff(keeper, email, "tesoreria")).secret);
  }
  return secrets;
}

/** As often as a machine that is too busy answers 503. */
export async function signIn(browser: TestBrowser, who: Record<string, string>): Promise<void> {
  let [status, said] = [503, ""];
  await until(async () => {
    const answer = await browser.post("/zona-ser", { ...who, contrasena: PASSWORD });
    [status, said] = [answer.status, await answer.text()];
    return status !== 503;
  });
  assertEquals(status, 303, said);
}

/** Signs them in, each in a browser of hers. */
export async function signInTreasury(browsers: TestBrowser[], secrets: string[]): Promise<void> {
  await Promise.all(browsers.map(async (browser, index) => {
    await signIn(browser, { tipo: "funcionario", usuario: TREASURY[index] ?? "" });
    const codigo = totpCode(secrets[index] ?? "", Date.now());
    const answer = await browser.post("/zona-ser/codigo", { codigo });
    assertEquals(answer.headers.get("location"), "/funcionario", await answer.text());
  }));
}
