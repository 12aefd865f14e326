import { z } from "zod";
import { TAXES } from "../../domain/certificates/period.ts";
import { DAY, MONEY } from "../api/answers.ts";
import { json, type Operation } from "../api/describe.ts";

const CERTIFICATE = z.strictObject({
  code: z.string().meta({ description: "Con este código cualquiera lo verifica." }),
  issuedOn: DAY,
  withheld: MONEY.meta({ description: "Lo retenido según el certificado." }),
  laterVouchers: z.array(z.string()).meta({ description: "Comprobantes que cambiaron después." }),
});

export const WITHHOLDING_YEAR = z.strictObject({
  year: z.int(),
  years: z.array(z.int()).meta({ description: "Los años con pagos." }),
  isReady: z.boolean().meta({ description: "Si la EPS ya certifica ese año." }),
  items: z.array(z.strictObject({
    tax: z.enum(TAXES),
    period: z.string().meta({ description: "`2025`, o `2025-3` por su tercer bimestre." }),
    from: DAY,
    to: DAY,
    isOver: z.boolean(),
    withheld: MONEY,
    certificate: CERTIFICATE.nullable(),
  })),
}).meta({ id: "WithholdingYear", description: "Lo retenido y certificado de un año." });

export const LIST_WITHHOLDINGS: Operation = {
  operationId: "listWithholdings",
  tag: "Estado de cuenta",
  summary: "Retenciones y sus certificados",
  description: "Renta por año, IVA e ICA por bimestre.",
  scope: "read",
  answers: {
    200: json(WITHHOLDING_YEAR, "Lo retenido, por impuesto y período.", {
      year: 2025,
      years: [2026, 2025, 2024, 2023],
      isReady: true,
      items: [{
        tax: "renta",
        period: "2025",
        from: "2025-01-01",
        to: "2025-12-31",
        isOver: true,
        withheld: "110393404.61",
        certificate: {
          code: "DEMR-ET23-4567",
          issuedOn: "2026-11-28",
          withheld: "110373404.61",
          laterVouchers: ["1500084544"],
        },
      }],
    }),
  },
  problems: [422],
  hasTag: true,
};
