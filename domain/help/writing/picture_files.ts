import type { PictureName } from "./pictures.ts";

type PictureFile = {
  /** In CSS pixels. */
  width: number;
  height: number;
  /** The beginning of its content's hash, in its address, so that caches keep it for a year. */
  version: string;
  /** The same of the picture of the dark screen, as large. */
  darkVersion: string;
};

/** Written by `deno task help:pictures`. */
export const PICTURE_FILES: Record<PictureName, PictureFile> = {
  "registro": {
    "width": 688,
    "height": 424,
    "version": "27fd5e41d81f",
    "darkVersion": "4ff4aa8d2dfe",
  },
  "zona-ser": {
    "width": 448,
    "height": 565,
    "version": "569701733d2e",
    "darkVersion": "37f47582b054",
  },
  "equipo-invitar": {
    "width": 500,
    "height": 459,
    "version": "489b5c5851c0",
    "darkVersion": "846e913d266c",
  },
  "pagos-fechas": {
    "width": 868,
    "height": 186,
    "version": "48964ce20fa0",
    "darkVersion": "058817d1757a",
  },
  "pagos-lista": {
    "width": 1232,
    "height": 330,
    "version": "688361a3de42",
    "darkVersion": "10aee2b9f6d0",
  },
  "descargas": {
    "width": 688,
    "height": 101,
    "version": "608cfac03cd2",
    "darkVersion": "9e41fdb2a68f",
  },
  "detalle": {
    "width": 1232,
    "height": 420,
    "version": "28fa02393b63",
    "darkVersion": "2ab00f192a0f",
  },
  "cuadre": {
    "width": 868,
    "height": 90,
    "version": "25037f801cc8",
    "darkVersion": "d3800c9f8d50",
  },
  "factura": {
    "width": 866,
    "height": 487,
    "version": "9dd3354ca88b",
    "darkVersion": "dd39d955a0e2",
  },
  "buscar": {
    "width": 688,
    "height": 181,
    "version": "a363e3a724ac",
    "darkVersion": "0024f2bc73f4",
  },
  "cruce-lista": {
    "width": 688,
    "height": 300,
    "version": "1f9ccc7a2eaa",
    "darkVersion": "566e6b7e6150",
  },
  "cruce-grupos": {
    "width": 868,
    "height": 614,
    "version": "0c21d775d547",
    "darkVersion": "c9722cddd7ff",
  },
  "reportar": {
    "width": 688,
    "height": 490,
    "version": "9cc64650af7a",
    "darkVersion": "e8c2b2f2ee3c",
  },
  "estado-de-cuenta": {
    "width": 1232,
    "height": 330,
    "version": "099c71ef1cd1",
    "darkVersion": "3bf5336f6fca",
  },
  "certificados": {
    "width": 1232,
    "height": 176,
    "version": "362795736459",
    "darkVersion": "00452fafa8d6",
  },
  "afiliados-registro": {
    "width": 344,
    "height": 556,
    "version": "0aab1e49de66",
    "darkVersion": "f384bd6159c5",
  },
  "afiliados-entrar": {
    "width": 344,
    "height": 651,
    "version": "dd43ecfb895b",
    "darkVersion": "355fcfc1be03",
  },
  "afiliados-consulta": {
    "width": 344,
    "height": 388,
    "version": "513d6d015f47",
    "darkVersion": "faa9416ea062",
  },
  "afiliados-certificado": {
    "width": 344,
    "height": 186,
    "version": "6ac104611e23",
    "darkVersion": "b76a241442b2",
  },
  "afiliados-medicamentos": {
    "width": 344,
    "height": 625,
    "version": "d3fbeda57966",
    "darkVersion": "b98432d46fd2",
  },
  "afiliados-cita": {
    "width": 344,
    "height": 368,
    "version": "92301b2492bf",
    "darkVersion": "b558bcb95586",
  },
  "afiliarse": {
    "width": 344,
    "height": 606,
    "version": "d52c4cc1bb9e",
    "darkVersion": "440422177ef1",
  },
  "pqrs": {
    "width": 344,
    "height": 700,
    "version": "e7abdcb5bfe4",
    "darkVersion": "d4a3f1d32967",
  },
};
