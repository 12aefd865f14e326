import { ODD_KINDS } from "../../domain/loads/odd_payment.ts";

/** The paged lists of a load's page, by the parameter of their page in the address. */
export const LOAD_LISTS = [
  "celdas",
  "cambios",
  "prestadores",
  "dias",
  "avisos",
  "descuadres",
  "menos",
  "sinCorreo",
  "fichas",
  ...ODD_KINDS,
] as const;
export type LoadList = typeof LOAD_LISTS[number];
export type LoadPlaces = Record<LoadList, number>;

export function loadHref(id: string): string {
  return `/funcionario/cargas/${id}`;
}

/** A load's page with one list at another page and the others unchanged. */
export function loadListHref(id: string, places: LoadPlaces, list: LoadList, page: number): string {
  const turned = { ...places, [list]: page };
  const query = LOAD_LISTS.filter((one) => turned[one] > 1).map((one) => `${one}=${turned[one]}`);
  return `${loadHref(id)}${query.length > 0 ? `?${query.join("&")}` : ""}#${list}`;
}

export function historyHref(page: number): string {
  return `/funcionario/cargas/historial?pagina=${page}`;
}
