import { formatSecond } from "../../domain/dates.ts";
import { formatMoney } from "../../domain/money.ts";
import type { Contents, Publication } from "../backup/contents.ts";

/** What a copy holds, in lines for the operator. */
export function describeContents(contents: Contents): string[] {
  const { publications, newest, vouchers, paidAmount, lastEvent } = contents;
  return [
    `Publicaciones: ${publications}${newest ? `, la última: ${describePublication(newest)}` : ""}`,
    `Comprobantes vigentes: ${vouchers} por ${formatMoney(paidAmount)}`,
    `Último hecho de auditoría: ${lastEvent}`,
  ];
}

/** `2026-0132, 28/11/2026 07:40:12`. */
export function describePublication({ number, publishedAt }: Publication): string {
  return `${number}, ${formatSecond(publishedAt)}`;
}
