import { readCursor, writeCursor } from "../../db/programs/change_cursor.ts";
import { isLost, LOG_START, type LoggedChange } from "../../domain/payments/change.ts";
import { Problem } from "../../domain/errors.ts";
import { type Ctx, providerOf } from "../context.ts";
import { linkNext } from "../programs/links.ts";
import { voucherJson } from "./json.ts";
import { askChanges } from "./questions.ts";

const FIELD = "updatedSince";
/** Longer than any cursor: a N° Documento has up to 300 characters. */
export const MAX_CURSOR = 2000;

/**
 * What became of the provider's vouchers since a cursor, with the cursor to go on from. A cursor is a
 * place in the provider's log.
 */
export async function changeFeed(c: Ctx, cursor: string, count: number) {
  const { sessionSecrets } = c.get("services").settings;
  const { id } = providerOf(c);
  const place = cursor === "" ? LOG_START : await readCursor(sessionSecrets, id, cursor);
  if (!place) throw startOver("invalid", "El cursor no es de este prestador.");
  const { changes, ...state } = await askChanges(c, place, count + 1);
  const newest = c.get("dataVersion") ?? 0;
  if (isLost(place, { ...state, newest })) throw startOver("gone", "La base de datos se restauró.");
  const page = changes.slice(0, count);
  const last = page.at(-1);
  const nextCursor = last ? await writeCursor(sessionSecrets, id, last) : cursor;
  const hasMore = changes.length > page.length;
  if (hasMore) linkNext(c, { [FIELD]: nextCursor });
  return { items: page.map(changeJson), nextCursor, hasMore };
}

function changeJson({ change, documentNumber, changedAt, voucher }: LoggedChange) {
  return {
    change,
    documentNumber,
    changedAt: new Date(changedAt).toISOString(),
    voucher: voucher && voucherJson(voucher),
  };
}

function startOver(kind: "gone" | "invalid", why: string): Problem {
  const message = `${why} Empiece de nuevo con el cursor vacío.`;
  return new Problem(kind, message, [{ field: FIELD, message }]);
}
