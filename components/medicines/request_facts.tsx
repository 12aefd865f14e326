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
      <Fact name="Medicamento">{asked}</Fact>
      <Fact name="Fórmula">{`${formulaNumber}, del ${formatDate(formulaOn)}`}</Fact>
      {way === "home"
        ? (
          <>
            <Fact name="A domicilio">{address ?? ""}</Fact>
            <Fact name="Teléfono">{phone ?? ""}</Fact>
          </>
        )
        : <Fact name="Recoger en">{point ? `${point.name}, ${point.address}` : "–"}</Fact>}
      {children}
    </dl>
  );
}
