import { csrfTokenOf } from "../guards/csrf.ts";
import { z } from "zod";
import { LOAD_LISTS, type LoadPlaces } from "../../components/loads/links.ts";
import { LoadPage } from "../../components/loads/load_page.tsx";
import type { TypedPublication } from "../../components/loads/publish_form.tsx";
import { findLoadDifferences } from "../../db/loads/differences.ts";
import { loadTitle } from "../../domain/loads/record.ts";
import type { StoredLoad } from "../../db/loads/history.ts";
import { countLoadMails } from "../../db/loads/mails.ts";
import { findOddLists } from "../../db/loads/odd_lists.ts";
import { findNames } from "../../db/loads/people.ts";
import { findProviderDifferences } from "../../db/loads/provider_differences.ts";
import { maskDifference } from "../../domain/loads/provider.ts";
import type { LoadStatus } from "../../domain/loads/report.ts";
import type { ProviderChanges } from "../../components/loads/provider_changes.tsx";
import { auditFirst } from "../audit.ts";
import type { FieldError } from "../../domain/errors.ts";
import { staffMay } from "../../domain/accounts/role.ts";
import { type Paged, readPage, takePage } from "../../domain/paging.ts";
import type { Correction } from "../../domain/loads/record.ts";
import { type Ctx, sessionOf } from "../context.ts";
import { answerPage, nonceOf } from "../representation.tsx";

const typed = z.string().max(10).optional();

/** Which page each list of a load's page is at; all at the first unless told. */
export const PLACES = z.object({
  celdas: typed,
  cambios: typed,
  prestadores: typed,
  dias: typed,
  avisos: typed,
  descuadres: typed,
  menos: typed,
  sinCorreo: typed,
  fichas: typed,
  dosVeces: typed,
  deMas: typed,
  repetidos: typed,
  fechas: typed,
  cuentas: typed,
});

type Shown = {
  query?: z.infer<typeof PLACES>;
  typed?: TypedPublication;
  errors?: FieldError[];
};

/** A load's page; 422 where something that was typed must be looked at. */
export async function answerLoad(c: Ctx, load: StoredLoad, shown: Shown) {
  const { db } = c.get("services");
  const { errors = [], typed = { total: "", sinAvisos: false, confirmed: {} } } = shown;
  const places = readPlaces(shown.query ?? {});
  const userId = loaderIdOf(c);
  const isLoader = userId !== undefined;
  const people = [load.createdBy, load.publishedBy, load.undoneBy];
  const [names, mails, corrections, providers, odd] = await Promise.all([
    findNames(db, people),
    countLoadMails(db, load.id),
    pageOfCorrections(c, load, places),
    pageOfProviders(c, load, places, isLoader),
    findOddLists(db, load, places),
  ]);
  const content = (
    <LoadPage
      load={load}
      names={names}
      mails={mails}
      lists={{ ...listsOf(load, places), corrections, providers, odd }}
      places={places}
      loader={userId === undefined ? undefined : { userId, typed }}
      errors={errors}
      csrfToken={csrfTokenOf(c) ?? ""}
      nonce={nonceOf(c)}
    />
  );
  const module = isLoader ? "Cargar archivos" : "Historial de cargas";
  return answerPage(c, { title: loadTitle(load), module, content }, errors.length > 0 ? 422 : 200);
}

/** Whoever looks, where she may load and publish; undefined where she only reads. */
export function loaderIdOf(c: Ctx): number | undefined {
  const { userId, user: { staffRole } } = sessionOf(c);
  const loads = staffRole !== null &&
    (staffMay(staffRole, "loadPayments") || staffMay(staffRole, "loadRegisters"));
  return loads ? userId : undefined;
}

function readPlaces(query: z.infer<typeof PLACES>): LoadPlaces {
  const places = LOAD_LISTS.map((list) => [list, readPage(query[list]) ?? 1] as const);
  return {
    celdas: 1,
    cambios: 1,
    prestadores: 1,
    dias: 1,
    avisos: 1,
    descuadres: 1,
    menos: 1,
    sinCorreo: 1,
    fichas: 1,
    dosVeces: 1,
    deMas: 1,
    repetidos: 1,
    fechas: 1,
    cuentas: 1,
    ...Object.fromEntries(places),
  };
}

function listsOf({ report, verdict }: StoredLoad, places: LoadPlaces) {
  return {
    errors: takePage(report.errors, places.celdas),
    warnings: takePage(report.warnings, places.avisos),
    byProvider: takePage(verdict?.byProvider ?? [], places.prestadores),
    byDay: takePage(verdict?.byDay ?? [], places.dias),
    unbalanced: takePage(verdict?.unbalanced.items ?? [], places.descuadres),
    fewerLines: takePage(verdict?.fewerLines.items ?? [], places.menos),
    withoutMail: takePage(verdict?.withoutMail.items ?? [], places.sinCorreo),
  };
}

/** The statuses of loads that change something: not those that are being judged or were refused. */
const CHANGING: LoadStatus[] = ["waiting", "published", "undone"];

async function pageOfCorrections(
  c: Ctx,
  load: StoredLoad,
  { cambios }: LoadPlaces,
): Promise<Paged<Correction>> {
  if (!CHANGING.includes(load.status)) return takePage([], 1);
  const { db } = c.get("services");
  const { differences, total } = await findLoadDifferences(db, load.id, { page: cambios });
  return { items: differences, total, page: cambios };
}

/**
 * Whoever may publish sees every value, and that view is recorded first (L5); whoever only reads
 * sees people's addresses and numbers masked.
 */
async function pageOfProviders(
  c: Ctx,
  load: StoredLoad,
  { fichas }: LoadPlaces,
  isLoader: boolean,
): Promise<ProviderChanges> {
  if (!CHANGING.includes(load.status)) return { ...takePage([], 1), newHands: 0 };
  const { db } = c.get("services");
  const found = await findProviderDifferences(db, load.id, { page: fichas });
  if (isLoader && found.total > 0) {
    await auditFirst(c, { name: "sensitiveView", detail: { load: load.number } });
  }
  const { differences, total, newHands } = found;
  const items = isLoader ? differences : differences.map(maskDifference);
  return { items, total, page: fichas, newHands };
}
