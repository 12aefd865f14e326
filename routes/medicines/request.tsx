import { Hono } from "hono";
import { z } from "zod";
import { RequestPage } from "../../components/medicines/request_page.tsx";
import { findRequest } from "../../db/medicines/requests.ts";
import { Problem } from "../../domain/errors.ts";
import type { RequestThread } from "../../domain/medicines/request.ts";
import { auditFirst } from "../audit.ts";
import { type Ctx, type Env, personOf } from "../context.ts";
import { answerFile } from "../files/download.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const NEWS = new Map([["recibida", "requested"], ["en-camino", "underWay"]] as const);
const QUERY = z.object({ hecho: z.string().max(20).default("") });

/** One request of the person, and the pictures that came with it. */
export function medicineRequestRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:solicitud", queryInput(QUERY), async (c) => {
    const request = await ownRequest(c, c.req.param("solicitud"));
    const { hecho } = c.req.valid("query");
    const [, news] = [...NEWS].find(([word]) => word === hecho) ?? [];
    const { phone } = c.get("services").settings.eps;
    const content = <RequestPage request={request} news={news} phone={phone} />;
    return answerPage(c, { title: "Solicitud", module: "Medicamentos", content });
  });

  routes.get("/:solicitud/formula/:foto", async (c) => {
    const { solicitud, foto } = c.req.param();
    const { folio, files } = await ownRequest(c, solicitud);
    const file = files.find(({ id }) => id === foto);
    if (!file) throw new Problem("notFound");
    const detail = { folio, affiliate: personOf(c).id };
    await auditFirst(c, { name: "attachmentDownloaded", detail });
    return answerFile(c, file);
  });
  return routes;
}

/** Another person's request and one that does not exist give the same 404. */
async function ownRequest(c: Ctx, folio: string): Promise<RequestThread> {
  const own = { folio, affiliateId: personOf(c).id };
  const request = await findRequest(c.get("services").db, own);
  if (request) return request;
  throw new Problem("notFound", "No encontramos esa solicitud entre las suyas.");
}
