import { z } from "zod";
import { DAY } from "../api/answers.ts";
import { json, type Operation } from "../api/describe.ts";

const VERIFICATION = z.strictObject({
  code: z.string(),
  isValid: z.boolean().meta({ description: "Si lo que dice sigue siendo así." }),
  title: z.string(),
  issuedOn: DAY,
  facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
}).meta({ id: "Verification" });

export const VERIFY_CERTIFICATE: Operation = {
  operationId: "verifyCertificate",
  tag: "Público",
  summary: "Verificar un certificado",
  description: "Para quien recibió un certificado. Cuántos códigos se preguntan desde un lugar " +
    "tiene un límite.",
  answers: {
    200: json(VERIFICATION, "Lo que el certificado dice.", {
      code: "DEMR-ET23-4567",
      isValid: false,
      title: "Certificado de retención en la fuente a título de renta",
      issuedOn: "2026-11-28",
      facts: [{ name: "Período", value: "año 2025" }],
    }),
  },
  problems: [404, 422, 429],
};
