import { and, between, eq, max, sql } from "drizzle-orm";
import type {
  DirectoryChoice,
  DirectoryKind,
  ListedPlace,
  PlaceTown,
} from "../../domain/affiliates/directory.ts";
import type { PagePlace } from "../../domain/paging.ts";
import type { Db } from "../client.ts";
import { askTogether, question, type Values } from "../question.ts";
import { loadedPlaces as places } from "../schema.ts";

/** `total` counts the places of all pages. */
export type Directory = { towns: PlaceTown[]; places: ListedPlace[]; total: number };

/**
 * The municipalities that have places of a kind, and a page of the places of the chosen one, of the
 * chosen department where none is, or of all; both are codes of the DANE or empty. One round trip.
 */
export async function findDirectory(
  db: Db,
  kind: DirectoryKind,
  { department, municipality }: DirectoryChoice,
  { page, perPage }: PagePlace,
): Promise<Directory> {
  const isOther = department !== "" && !municipality.startsWith(department);
  const prefix = isOther ? department : municipality || department;
  const range = { first: prefix, last: `${prefix}${AFTER_DIGITS}` };
  const [towns, listed] = await askTogether(
    db,
    TOWNS({ kind }),
    PLACES({ kind, ...range, limit: perPage, offset: (page - 1) * perPage }),
  );
  const counts = towns.filter(({ daneCode }) => daneCode >= range.first && daneCode <= range.last);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return { towns, places: listed, total };
}

/** Sorts after every digit, so that it ends a range of codes with one beginning. */
const AFTER_DIGITS = ":";

const TOWNS = question(
  {
    daneCode: places.daneCode,
    municipality: max(places.municipality),
    count: sql<number>`count(*)`,
  },
  (select, { kind }: Values<{ kind: DirectoryKind }>) =>
    select.from(places).where(eq(places.kind, kind)).groupBy(places.daneCode)
      .orderBy(places.daneCode),
);

type Range = {
  kind: DirectoryKind;
  first: string;
  last: string;
  limit: number;
  offset: number;
};

const PLACES = question(
  {
    code: places.code,
    name: places.name,
    address: places.address,
    daneCode: places.daneCode,
    municipality: places.municipality,
    phone: places.phone,
    hours: places.hours,
    latitude: places.latitude,
    longitude: places.longitude,
    manager: places.manager,
    deliversHome: places.deliversHome,
  },
  (select, { kind, first, last, limit, offset }: Values<Range>) =>
    select.from(places).where(and(eq(places.kind, kind), between(places.daneCode, first, last)))
      .orderBy(places.daneCode, places.name, places.code).limit(limit).offset(offset),
);
