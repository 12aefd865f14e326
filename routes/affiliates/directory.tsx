import { Hono } from "hono";
import { etag } from "hono/etag";
import { z } from "zod";
import { AttentionHead } from "../../components/affiliates/attention_head.tsx";
import { directoryHref, PlacesPage } from "../../components/affiliates/places_page.tsx";
import { PqrsButton } from "../../components/attention/case_parts.tsx";
import { findDirectory } from "../../db/affiliates/directory.ts";
import {
  type DirectoryKind,
  directoryMenu,
  type ListedPlace,
} from "../../domain/affiliates/directory.ts";
import { departmentName, departmentOf } from "../../domain/places/departments.ts";
import { Problem } from "../../domain/errors.ts";
import { showHours } from "../../domain/places/opening_words.ts";
import { PAGE_SIZE, pageCount, readPagePlace } from "../../domain/paging.ts";
import { describe } from "../api/describe.ts";
import { PAGING } from "../api/fields.ts";
import type { Ctx, Env } from "../context.ts";
import { linkPages } from "../programs/links.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { LIST_DELIVERY_POINTS, LIST_OFFICES } from "./directory_operations.ts";
import { wantedPage } from "../guards/wanted_page.ts";

const MAX_CODE = 10;
const code = z.string().max(MAX_CODE).default("");
const typed = z.string().max(40).optional();
const QUERY = z.object({ departamento: code, municipio: code, pagina: typed });
const API_QUERY = PAGING.extend({
  department: code.meta({ description: "Código DANE; sin él, todos.", examples: ["13"] }),
  municipality: code.meta({ description: "Código DANE; sin él, todos.", examples: ["13001"] }),
});

const TITLES = { offices: "Atención y oficinas", deliveryPoints: "Puntos de entrega" } as const;

/** `/afiliados/atencion` and `/afiliados/puntos-de-entrega?departamento=&municipio=&pagina=`. */
export function directoryRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/atencion", queryInput(QUERY), async (c) => {
    return await answerDirectory(c, "offices", c.req.valid("query"));
  });
  routes.get("/puntos-de-entrega", queryInput(QUERY), async (c) => {
    return await answerDirectory(c, "deliveryPoints", c.req.valid("query"));
  });
  return routes;
}

/** The same for scripts, without a token: nothing of it belongs to anybody, so caches may store it. */
export function apiDirectoryRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(etag({ weak: true }));
  routes.get("/offices", describe(LIST_OFFICES), queryInput(API_QUERY), async (c) => {
    return await answerJson(c, "offices", c.req.valid("query"));
  });
  routes.get(
    "/delivery-points",
    describe(LIST_DELIVERY_POINTS),
    queryInput(API_QUERY),
    async (c) => {
      return await answerJson(c, "deliveryPoints", c.req.valid("query"));
    },
  );
  return routes;
}

async function answerDirectory(
  c: Ctx,
  kind: DirectoryKind,
  { departamento, municipio, pagina }: z.output<typeof QUERY>,
): Promise<Response> {
  const { db, now, settings: { eps } } = c.get("services");
  const page = wantedPage(pagina);
  const choice = { department: departamento, municipality: municipio };
  const found = await findDirectory(db, kind, choice, { page, perPage: PAGE_SIZE });
  const menu = directoryMenu(found.towns, choice);
  const last = pageCount(found.total);
  if (page > last) return c.redirect(directoryHref(kind, menu, last), 303);
  const places = found.places.map((place) => ({ ...place, shown: showHours(place.hours, now()) }));
  const head = kind === "offices" && (
    <>
      <AttentionHead eps={eps} hours={showHours(eps.hours, now())} />
      <PqrsButton />
    </>
  );
  const props = { kind, menu, places, total: found.total, page, head, eps };
  return answerPage(c, {
    title: TITLES[kind],
    content: <PlacesPage {...props} title={TITLES[kind]} />,
  });
}

async function answerJson(
  c: Ctx,
  kind: DirectoryKind,
  { page: typedPage, perPage, ...choice }: z.output<typeof API_QUERY>,
): Promise<Response> {
  const reading = readPagePlace({ page: typedPage, perPage });
  if ("errors" in reading) throw new Problem("invalid", "", reading.errors);
  const { place } = reading;
  const { places, total } = await findDirectory(c.get("services").db, kind, choice, place);
  c.header("Cache-Control", "public, max-age=300");
  c.header("Vary", "Accept-Encoding");
  const pages = pageCount(total, place.perPage);
  linkPages(c, { page: place.page, pages });
  const items = places.map((place) => placeJson(place, kind));
  return c.json({ items, page: place.page, pages, total });
}

function placeJson({ manager, deliversHome, ...place }: ListedPlace, kind: DirectoryKind) {
  const department = departmentName(departmentOf(place.daneCode));
  const common = { ...place, department };
  return kind === "offices" ? common : { ...common, manager, deliversHome };
}
