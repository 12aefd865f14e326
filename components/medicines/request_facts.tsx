import type { PropsWithChildren } from "hono/jsx";
import { formatDate } from "../../domain/dates.ts";
import type { MedicineRequest } from "../../domain/medicines/request.ts";
import { Fact } from "../parts/fact.tsx";

/** What is asked for, by which formula, and where it goes. */
export function RequestFacts(
  { request, children }: PropsWithChildren<{ request: MedicineRequest }>,
) {
  const { asked, formulaNumber, formulaOn, way, address, phone, point } = request;
  return (
    <dl class="facts card">
      <Fact name="Medicamento" value={asked} />
      <Fact name="Fórmula" value={`${formulaNumber}, del ${formatDate(formulaOn)}`} />
      {way === "home"
        ? (
          <>
            <Fact name="A domicilio" value={address ?? ""} />
            <Fact name="Teléfono" value={phone ?? ""} />
          </>
        )
        : <Fact name="Recoger en" value={point ? `${point.name}, ${point.address}` : "–"} />}
      {children}
    </dl>
  );
}
