import { z } from "zod";
import { RECORD_KINDS } from "../../domain/loaded_record.ts";
import { LOAD_STATUSES } from "../../domain/loads/report.ts";
import { COUNT, MONEY } from "../api/answers.ts";
import { amount } from "../api/json_input.ts";

const FLAG = z.enum(["true", "false"], { error: "Debe ser true o false." }).optional();

/** What a script sends with payment files. */
export const LOAD_FORM = z.object({
  files: z.array(z.unknown()).min(1, "Envíe al menos un archivo.").meta({
    description: "Archivos de Comprobantes, Facturas o Prestadores: a lo sumo 20 y 200 MB.",
    items: { type: "string", contentMediaType: "application/octet-stream" },
  }),
  dryRun: FLAG.meta({ description: "Revisa y no guarda nada." }),
  withoutNotices: FLAG.meta({ description: "No avisa a los prestadores." }),
}).meta({ id: "LoadForm" });

const CONTROL_TOTAL = 'Escriba la suma de Valor Pago con dos decimales: "1234567.50".';

/** What whoever publishes a load declares. */
export const PUBLICATION = z.object({
  controlTotal: amount(CONTROL_TOTAL).meta({
    description: "La suma de Valor Pago, de otra fuente que los archivos.",
  }),
}).meta({ id: "Publication" });

/** Which load an address names. */
export const LOAD_PATH = z.object({
  id: z.string().max(100).meta({
    description: "El `id` de la carga.",
    examples: ["00000000-0000-4000-8000-000000000000"],
  }),
});

const COUNTS = z.strictObject({
  new: COUNT,
  changed: COUNT,
  unchanged: COUNT,
  retired: COUNT.optional(),
}).meta({ id: "Counts" });
const RECORDS = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, COUNTS.optional()]));

const FINDING = z.strictObject({
  file: z.string(),
  sheet: z.string().nullable(),
  cell: z.string().nullable(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  message: z.string(),
}).meta({ id: "Finding", description: "Un error o aviso, en una celda o del archivo entero." });

export const REPORT = z.strictObject({
  id: z.string(),
  number: z.string().nullable().meta({ description: "Como la gente la llama: `2026-0132`." }),
  status: z.enum(LOAD_STATUSES),
  providers: COUNTS,
  vouchers: COUNTS,
  settlements: COUNTS,
  ...RECORDS,
  paidAmount: MONEY.meta({ description: "La suma de Valor Pago de los archivos." }),
  errors: z.array(FINDING),
  warnings: z.array(FINDING),
}).meta({ id: "LoadReport", description: "Lo que una carga encontró e hizo." });
