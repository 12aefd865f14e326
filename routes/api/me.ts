import { z } from "zod";
import { json, type Operation } from "./describe.ts";

const ME = z.strictObject({
  name: z.string().meta({ description: "El nombre que alguien le dio al token." }),
  nit: z.string().nullable().meta({ description: "Nit IPS; `null` en un token de la tesorería." }),
  legalName: z.string().nullable().meta({ description: "Razón Social." }),
  scopes: z.array(z.string()).meta({ description: "Lo que el token permite." }),
}).meta({ id: "Me" });

export const GET_ME: Operation = {
  operationId: "getMe",
  tag: "Token",
  summary: "De quién es el token",
  description: "Para revisar, antes de usarlo, de qué IPS es un token y qué permite.",
  scope: "any",
  answers: {
    200: json(ME, "El token.", {
      name: "contabilidad",
      nit: "999000011",
      legalName: "Clínica de Ejemplo S.A.S.",
      scopes: ["read"],
    }),
  },
};
