import { z } from "zod";
import { amount } from "../api/json_input.ts";

const CONTROL_TOTAL = 'Escriba la suma de Valor Pago con dos decimales: "1234567.50".';

/** What whoever publishes a load declares. */
export const PUBLICATION = z.object({
  controlTotal: amount(CONTROL_TOTAL).meta({
    description: "La suma de Valor Pago de los archivos, de otra fuente que los archivos.",
  }),
}).meta({ id: "Publication" });
