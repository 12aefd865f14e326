import { formBody, json, jsonBody, type Operation } from "../api/describe.ts";
import { LOAD_FORM, PUBLICATION, REPORT } from "./api_schemas.ts";

const OF_LOADS = { tag: "Cargas", scope: "loads" } as const;
const NONE = { new: 0, changed: 0, unchanged: 0 };
const A_REPORT = {
  id: "6f3d1c7e-8f0a-4a53-9d55-0b7f3a2c9e11",
  number: "2026-0132",
  status: "waiting",
  providers: NONE,
  vouchers: { ...NONE, new: 1 },
  settlements: { ...NONE, new: 5 },
  paidAmount: "2557530.07",
  errors: [],
  warnings: [],
};
const AT = { Location: { $ref: "#/components/headers/Location" } };

export const SEND_LOAD: Operation = {
  ...OF_LOADS,
  operationId: "sendLoad",
  summary: "Cargar archivos de pagos",
  description: "La carga espera a que otra persona la publique. Si en 20 segundos no se ha " +
    "revisado, la respuesta es 202 y se pregunta después.",
  body: formBody(LOAD_FORM, "Los archivos, y qué hacer con ellos."),
  isOnce: true,
  answers: {
    200: json(REPORT, "De `dryRun`: nada se guardó.", {
      ...A_REPORT,
      number: null,
      status: "valid",
    }),
    201: {
      ...json(REPORT, "Se revisó: espera, no cambia nada o se rechazó.", A_REPORT),
      headers: AT,
    },
    202: { ...json(REPORT, "Se está revisando.", { ...A_REPORT, status: "judging" }), headers: AT },
  },
  problems: [409, 413, 422],
};

export const GET_LOAD: Operation = {
  ...OF_LOADS,
  operationId: "getLoad",
  summary: "El informe de una carga",
  answers: { 200: json(REPORT, "El informe, como está ahora.", A_REPORT) },
  problems: [404, 422],
};

export const PUBLISH_LOAD: Operation = {
  ...OF_LOADS,
  operationId: "publishLoad",
  summary: "Publicar una carga",
  description:
    "Publica otra persona que quien la cargó (403). 409: no espera, o no se sabe quién " +
    "la cargó.",
  body: jsonBody(PUBLICATION, "El total de control.", { controlTotal: "2557530.07" }),
  isOnce: true,
  answers: { 200: json(REPORT, "Publicada.", { ...A_REPORT, status: "published" }) },
  problems: [404, 409, 413, 422],
};
