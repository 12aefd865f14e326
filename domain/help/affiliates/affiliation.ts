import type { HelpSubject } from "../writing/subject.ts";

export const AFFILIATION: HelpSubject = {
  slug: "afiliacion",
  audience: "affiliate",
  title: "¿Estoy afiliado?",
  about: "Saber su estado, cambiar su dirección y pedir por su familia",
  sections: [
    {
      id: "consulta",
      title: "Saber si está afiliado",
      screens: ["/afiliados/consulta"],
      picture: "afiliados-consulta",
      body: [
        "No necesita cuenta. Abra [¿Estoy afiliado?](/afiliados/consulta), escriba los tres datos como " +
        "están en el documento y presione **Consultar**.",
        "Le decimos su estado y qué quiere decir, su régimen, desde cuándo está afiliado y su IPS. Si no " +
        "lo encontramos, revise la **Fecha de Nacimiento**: día, mes y año.",
      ],
    },
    {
      id: "mi-afiliacion",
      title: "Ver y corregir sus datos",
      screens: ["/afiliados/mi-afiliacion"],
      body: [
        "En [Mi afiliación](/afiliados/mi-afiliacion) está lo que {eps} tiene de usted. ¿Se mudó, o cambió " +
        "de teléfono? Presione **Pedir un cambio**. Si hay otro error, llame a la línea {phone}.",
        "En **Quién vio mis datos** sabe quién los miró, y cuándo.",
      ],
    },
    {
      id: "familia",
      title: "Pedir por su familia",
      screens: ["/afiliados/mi-afiliacion", "/afiliados/familia"],
      body: [
        "En Mi afiliación presione **Quién actúa por quién**. Por los menores de su grupo puede pedir " +
        "siempre. Por un adulto, si él lo permite desde su propia cuenta. Arriba siempre dice por quién " +
        "está pidiendo.",
      ],
    },
  ],
};
