import { Crumb } from "../parts/crumb.tsx";

/** The way back from a page of the account. */
export function BackToAccount() {
  return <Crumb href="/cuenta">Mi cuenta</Crumb>;
}
