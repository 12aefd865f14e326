import { MEDICINES } from "./links.ts";
import { Crumb } from "../parts/crumb.tsx";

/** The way back to what is owed. */
export function ToMedicines() {
  return <Crumb href={MEDICINES}>Medicamentos</Crumb>;
}
