import { z } from "zod";
import { PLACE } from "../api/answers.ts";
import { json, type Operation } from "../api/describe.ts";

const OFFICE = z.strictObject({
  code: z.string(),
  name: z.string(),
  address: z.string(),
  daneCode: z.string().meta({ description: "Código DANE del municipio." }),
  municipality: z.string().nullable(),
  department: z.string(),
  phone: z.string().nullable(),
  hours: z.string().nullable().meta({ description: "`lun-vie 8:00-12:30 13:30-17:00`." }),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
}).meta({ id: "Office" });

const DELIVERY_POINT = OFFICE.extend({
  manager: z.string().nullable().meta({ description: "El gestor farmacéutico." }),
  deliversHome: z.boolean().nullable(),
}).meta({ id: "DeliveryPoint" });

const AN_OFFICE = {
  code: "OF-04",
  name: "Oficina Barranquilla",
  address: "Calle Demostración 50-22",
  daneCode: "08001",
  municipality: "Barranquilla",
  department: "Atlántico",
  phone: "605 555 0104",
  hours: "lun-vie 8:00-12:30 13:30-17:00",
  latitude: 10.98,
  longitude: -74.8,
};
const ONE = { page: 1, pages: 1, total: 1 };
const OF_ANYBODY = {
  tag: "Público",
  problems: [422],
  hasTag: true,
  isPaged: true,
} satisfies Partial<Operation>;
const CACHED = "Una copia vale cinco minutos.";

export const LIST_OFFICES: Operation = {
  ...OF_ANYBODY,
  operationId: "listOffices",
  summary: "Oficinas de atención",
  description: CACHED,
  answers: {
    200: json(
      z.strictObject({ items: z.array(OFFICE), ...PLACE }),
      "Las oficinas, por municipio y nombre.",
      { items: [AN_OFFICE], ...ONE },
    ),
  },
};

export const LIST_DELIVERY_POINTS: Operation = {
  ...OF_ANYBODY,
  operationId: "listDeliveryPoints",
  summary: "Puntos de entrega de medicamentos",
  description: CACHED,
  answers: {
    200: json(
      z.strictObject({ items: z.array(DELIVERY_POINT), ...PLACE }),
      "Los puntos, por municipio y nombre.",
      { items: [{ ...AN_OFFICE, manager: "Gestor de Ejemplo", deliversHome: true }], ...ONE },
    ),
  },
};
