import type { PictureName } from "./pictures.ts";

type PictureFile = {
  /** In CSS pixels. */
  width: number;
  height: number;
  /** The beginning of its content's hash, in its address, so that caches keep it for a year. */
  version: string;
};

/** Written by `deno task help:pictures`. */
export const PICTURE_FILES: Record<PictureName, PictureFile> = {
  "registro": {
    "width": 688,
    "height": 424,
    "version": "f02953f76e24",
  },
  "zona-ser": {
    "width": 448,
    "height": 565,
    "version": "569701733d2e",
  },
  "equipo-invitar": {
    "width": 500,
    "height": 459,
    "version": "1dd5dc54e36a",
  },
  "pagos-fechas": {
    "width": 868,
    "height": 186,
    "version": "7775154460c0",
  },
  "pagos-lista": {
    "width": 1232,
    "height": 330,
    "version": "688361a3de42",
  },
  "descargas": {
    "width": 688,
    "height": 100,
    "version": "d4d63f94604e",
  },
  "detalle": {
    "width": 1232,
    "height": 420,
    "version": "28fa02393b63",
  },
  "cuadre": {
    "width": 868,
    "height": 90,
    "version": "363f3de6bce0",
  },
  "factura": {
    "width": 866,
    "height": 487,
    "version": "9dd3354ca88b",
  },
  "buscar": {
    "width": 688,
    "height": 180,
    "version": "fbab7858fa7b",
  },
  "cruce-lista": {
    "width": 688,
    "height": 300,
    "version": "1f9ccc7a2eaa",
  },
  "cruce-grupos": {
    "width": 868,
    "height": 614,
    "version": "0c21d775d547",
  },
  "reportar": {
    "width": 688,
    "height": 490,
    "version": "ea44eb8a514a",
  },
  "estado-de-cuenta": {
    "width": 1232,
    "height": 330,
    "version": "099c71ef1cd1",
  },
  "certificados": {
    "width": 1232,
    "height": 176,
    "version": "362795736459",
  },
  "afiliados-registro": {
    "width": 344,
    "height": 556,
    "version": "a170fa01990c",
  },
  "afiliados-entrar": {
    "width": 344,
    "height": 651,
    "version": "c46b3131a3db",
  },
  "afiliados-consulta": {
    "width": 344,
    "height": 388,
    "version": "48035c5b1c2a",
  },
  "afiliados-certificado": {
    "width": 344,
    "height": 186,
    "version": "6ac104611e23",
  },
  "afiliados-medicamentos": {
    "width": 344,
    "height": 625,
    "version": "ead8c23620fe",
  },
  "afiliados-cita": {
    "width": 344,
    "height": 368,
    "version": "c9a553f9bb58",
  },
  "afiliarse": {
    "width": 344,
    "height": 606,
    "version": "0d31c95793c0",
  },
  "pqrs": {
    "width": 344,
    "height": 700,
    "version": "e5aa958cd872",
  },
};
