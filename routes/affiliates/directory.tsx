import { Hono } from "hono";
import { etag } from "hono/etag";
import { z } from "zod";
import { PlacesPage } from "../../components/affiliates/places_page.tsx";
import { AttentionHead } from "../../components/affiliates/attention_head.tsx";
import { findDirectory } from "../../db/affiliates/directory.ts";
import {
  type DirectoryKind,
  directoryMenu,
  type ListedPlace,
  openingOf,
} from "../../domain/affiliates/directory.ts";
import { departmentName, departmentOf } from "../../domain/departments.ts";
import type { Ctx, Env } from "../context.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const MAX_CODE = 10;
const code = z.string().max(MAX_CODE).default("");
const QUERY = z.object({ departamento: code, municipio: code });
const API_QUERY = z.object({ department: code, municipality: code });

const TITLES = { offices: "Atención y oficinas", deliveryPoints: "Puntos de entrega" } as const;

/** `/afiliados/atencion` and `/afiliados/puntos-de-entrega?departamento=&municipio=`. */
export function directoryRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/atencion", queryInput(QUERY), async (c) => {
    const { departamento, municipio } = c.req.valid("query");
    return await answerDirectory(c, "offices", departamento, municipio);
  });
  routes.get("/puntos-de-entrega", queryInput(QUERY), async (c) => {
    const { departamento, municipio } = c.req.valid("query");
    return await answerDirectory(c, "deliveryPoints", departamento, municipio);
  });
  return routes;
}

/** The same for scripts, without a token: nothing of it belongs to anybody, so caches may store it. */
export function apiDirectoryRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(etag({ weak: true }));
  routes.get("/offices", queryInput(API_QUERY), async (c) => {
    return await answerJson(c, "offices", c.req.valid("query"));
  });
  routes.get("/delivery-points", queryInput(API_QUERY), async (c) => {
    return await answerJson(c, "deliveryPoints", c.req.valid("query"));
  });
  return routes;
}

async function answerDirectory(
  c: Ctx,
  kind: DirectoryKind,
  department: string,
  municipality: string,
): Promise<Response> {
  const { db, now, settings: { eps } } = c.get("services");
  const typed = { department, municipality };
  const { towns, places } = await findDirectory(db, kind, typed);
  const menu = directoryMenu(towns, typed);
  const shown = menu.department === ""
    ? []
    : places.map((place) => ({ ...place, opening: openingOf(place, now()) }));
  const head = kind === "offices" && (
    <AttentionHead eps={eps} opening={openingOf({ hours: eps.hours }, now())} />
  );
  return answerPage(c, {
    title: TITLES[kind],
    content: <PlacesPage {...{ kind, menu, places: shown, head, eps }} title={TITLES[kind]} />,
  });
}

async function answerJson(
  c: Ctx,
  kind: DirectoryKind,
  typed: { department: string; municipality: string },
): Promise<Response> {
  const { places } = await findDirectory(c.get("services").db, kind, typed);
  c.header("Cache-Control", "public, max-age=300");
  c.header("Vary", "Accept-Encoding");
  return c.json({ items: places.map((place) => placeJson(place, kind)), total: places.length });
}

function placeJson({ manager, deliversHome, ...place }: ListedPlace, kind: DirectoryKind) {
  const department = departmentName(departmentOf(place.daneCode));
  const common = { ...place, department };
  return kind === "offices" ? common : { ...common, manager, deliversHome };
}
