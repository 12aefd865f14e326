import { Icon } from "../parts/icon.tsx";
import { MEDICINES } from "./links.ts";

/** The way back to what is owed. */
export function ToMedicines() {
  return (
    <p class="crumb">
      <a href={MEDICINES}>
        <Icon name="back" /> Medicamentos
      </a>
    </p>
  );
}
