import { z } from "zod";
import {
  type ChangePlace,
  isLost,
  LOG_START,
  type LoggedChange,
} from "../../domain/payments/change.ts";
import { Problem } from "../../domain/errors.ts";
import { sealForAddress, unsealFromAddress } from "../../lib/sealed.ts";
import { type Ctx, providerOf } from "../context.ts";
import { linkNext } from "../programs/links.ts";
import { voucherJson } from "./json.ts";
import { askChanges } from "./questions.ts";

const FIELD = "updatedSince";
/** Longer than any cursor: a N° Documento has up to 300 characters. */
export const MAX_CURSOR = 2000;
const PLACE = z.tuple([z.int(), z.string(), z.int()]);

/**
 * What became of the provider's vouchers since a cursor, with the cursor to go on from. A cursor is a
 * place in the provider's log, sealed: nobody makes one, and it means nothing to anybody else.
 */
export async function changeFeed(c: Ctx, cursor: string, count: number) {
  const place = cursor === "" ? LOG_START : await readCursor(c, cursor);
  const { changes, ...state } = await askChanges(c, place, count + 1);
  const newest = c.get("dataVersion") ?? 0;
  if (isLost(place, { ...state, newest })) throw startOver("gone", "La base de datos se restauró.");
  const page = changes.slice(0, count);
  const last = page.at(-1);
  const nextCursor = last ? await writeCursor(c, last) : cursor;
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

async function writeCursor(c: Ctx, place: ChangePlace): Promise<string> {
  const { sessionSecrets } = c.get("services").settings;
  const text = JSON.stringify([place.version, place.documentNumber, place.changedAt]);
  return await sealForAddress(sessionSecrets, purposeOf(c), text);
}

async function readCursor(c: Ctx, cursor: string): Promise<ChangePlace> {
  const { sessionSecrets } = c.get("services").settings;
  const text = await unsealFromAddress(sessionSecrets, purposeOf(c), cursor);
  const reading = PLACE.safeParse(text === undefined ? undefined : JSON.parse(text));
  if (!reading.success) throw startOver("invalid", "El cursor no es de este prestador.");
  const [version, documentNumber, changedAt] = reading.data;
  return { version, documentNumber, changedAt };
}

function purposeOf(c: Ctx): string {
  return `cursor of provider ${providerOf(c).id}`;
}

function startOver(kind: "gone" | "invalid", why: string): Problem {
  const message = `${why} Empiece de nuevo con el cursor vacío.`;
  return new Problem(kind, message, [{ field: FIELD, message }]);
}
