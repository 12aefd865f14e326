import type { Nit } from "../nit.ts";

/** What the EPS has an address of, as files bring it: each is a kind of table of its own. */
export const PLACE_KINDS = ["offices", "deliveryPoints", "sites"] as const;
export type PlaceKind = typeof PLACE_KINDS[number];

/** The details of a place; degrees are decimal, and what a kind has no column of is null. */
export type PlaceDetails = {
  name: string;
  address: string;
  daneCode: string;
  municipality: string | null;
  department: string | null;
  phone: string | null;
  hours: string | null;
  latitude: number | null;
  longitude: number | null;
  nit: Nit | null;
  manager: string | null;
  deliversHome: boolean | null;
};
export type Place = { kind: PlaceKind; code: string } & PlaceDetails;

export const PLACE_KEYS = [
  "name",
  "address",
  "daneCode",
  "municipality",
  "department",
  "phone",
  "hours",
  "latitude",
  "longitude",
  "nit",
  "manager",
  "deliversHome",
] as const satisfies readonly (keyof PlaceDetails)[];

/** Colombia with its islands: a degree outside of it is a typing error, or the other of the two. */
export const DEGREES = {
  latitude: { min: -5, max: 17 },
  longitude: { min: -85, max: -66 },
};

/** Reads decimal degrees with a point or a comma; undefined where they are none, or not Colombia's. */
export function readDegrees(text: string, key: keyof typeof DEGREES): number | undefined {
  if (!/^-?\d{1,3}(?:[.,]\d{1,15})?$/.test(text)) return undefined;
  const degrees = Number(text.replace(",", "."));
  const { min, max } = DEGREES[key];
  return degrees >= min && degrees <= max ? degrees : undefined;
}

/**
 * A municipality's code of five digits; a spreadsheet drops the zero of departments 05 and 08.
 * Undefined where it is none.
 */
export function readDaneCode(text: string): string | undefined {
  return /^\d{4,5}$/.test(text) ? text.padStart(5, "0") : undefined;
}

/** The columns of the files of each kind of place. */
export const PLACE_COLUMNS = {
  offices: placeColumns("Código", [required("hours", "Horario")]),
  deliveryPoints: placeColumns("Código", [
    required("hours", "Horario"),
    optional("manager", "Gestor"),
    optional("deliversHome", "Domicilio"),
  ]),
  sites: placeColumns("Código Sede", [
    { key: "nit", header: "NIT", kind: "nit" as const, required: false },
  ]),
};

function placeColumns<Further>(code: string, further: Further[]) {
  return [
    required("code", code),
    required("name", "Nombre"),
    required("address", "Dirección"),
    required("daneCode", "Código DANE"),
    optional("municipality", "Municipio"),
    optional("department", "Departamento"),
    optional("phone", "Teléfono"),
    optional("latitude", "Latitud"),
    optional("longitude", "Longitud"),
    ...further,
  ];
}

function required(key: string, header: string) {
  return { key, header, kind: "text" as const, required: true };
}

function optional(key: string, header: string) {
  return { key, header, kind: "text" as const, required: false };
}
