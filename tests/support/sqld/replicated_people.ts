import type { Db } from "../../../db/client.ts";
import type { TestBrowser } from "../app.ts";
import { A } from "../files.ts";
import { addPerson } from "../people.ts";
import * as people from "./people.ts";
import type { Replicated } from "./replicated.ts";

export const REPRESENTATIVE = { tipo: "prestador", usuario: A };

/** The representative of A and two people of the treasury; answers the secrets of their authenticators. */
export async function addPeople(db: Db): Promise<string[]> {
  await addPerson(db, { kind: "representative" }, [[A, "representante"]]);
  return await people.addTreasury(db);
}

export async function signIn(
  { browser }: Replicated,
  who: Record<string, string>,
): Promise<TestBrowser> {
  const one = browser();
  await people.signIn(one, who);
  return one;
}

/** Who loads, and who publishes. */
export async function signInTreasury(
  { browser }: Replicated,
  secrets: string[],
): Promise<[loader: TestBrowser, publisher: TestBrowser]> {
  const [loader, publisher] = [browser(), browser()];
  await people.signInTreasury([loader, publisher], secrets);
  return [loader, publisher];
}
