import { Hono } from "hono";
import { z } from "zod";
import { DeliveryPage } from "../../components/medicines/delivery_page.tsx";
import { DELIVERY_WAYS, requestHref } from "../../components/medicines/links.ts";
import { findPendingMedicine } from "../../db/medicines/pending.ts";
import { requestPending } from "../../db/medicines/requests.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { offeredPoints } from "../../domain/medicines/point.ts";
import { readHome, readPoint } from "../../domain/medicines/request_form.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, personOf } from "../context.ts";
import { requireCare } from "../guards/authorize.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { waitError } from "../guards/wait.ts";
import { formIdOf } from "../files/message.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { newRequest, takeRequestAttempt, typed, UNKNOWN_POINT } from "./input.ts";

const FORM = z.object({ envio: typed, direccion: typed, telefono: typed, punto: typed });
type Form = z.output<typeof FORM>;
type Way = keyof typeof DELIVERY_WAYS;

/** Pedir a domicilio and Recoger en otro punto, each for one medicine that is owed. */
export function deliveryRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(requireCare());
  for (const way of ["home", "point"] as const) {
    const path = `/:handle/${DELIVERY_WAYS[way]}` as const;
    routes.get(path, async (c) => {
      const empty = { envio: newSecretToken(), direccion: "", telefono: "", punto: "" };
      return await answerForm(c, way, empty, []);
    });
    const drawAgain = (c: Ctx, form: Form) => answerForm(c, way, form, []);
    routes.post(path, formInput(FORM, drawAgain), async (c) => {
      return await answerRequest(c, way, c.req.valid("form"));
    });
  }
  return routes;
}

async function answerRequest(c: Ctx, way: Way, form: Form): Promise<Response> {
  const reading = way === "home" ? readHome(form) : readPoint(form.punto);
  if ("errors" in reading) return await answerForm(c, way, form, reading.errors);
  const waitMs = await takeRequestAttempt(c);
  if (waitMs > 0) {
    const field = way === "home" ? "direccion" : "punto";
    return await answerForm(c, way, form, [waitError(c, field, waitMs)], 429);
  }
  const about = newRequest(c, formIdOf(form.envio));
  const asked = { ...about, handle: handleOf(c), delivery: reading.delivery };
  const detail = { folio: about.folio, affiliate: about.affiliateId };
  const { db } = c.get("services");
  const made = await act(
    c,
    { name: "medicineRequested", detail },
    (entry) => requestPending(db, asked, entry),
  );
  const { outcome, folio } = made;
  if (outcome === "gone") throw new Problem("notFound", NOT_OWED);
  if (outcome === "noPoint") return await answerForm(c, way, form, [UNKNOWN_POINT]);
  const news = outcome === "requested" ? "recibida" : "en-camino";
  return c.redirect(`${requestHref(folio)}?hecho=${news}`, 303);
}

const NOT_OWED = "Ese medicamento no está entre los que le deben.";

function handleOf(c: Ctx): string {
  return c.req.param("handle") ?? "";
}

/** The form; another person's medicine and one that does not exist give the same 404. */
async function answerForm(
  c: Ctx,
  way: Way,
  form: Form,
  errors: FieldError[],
  status?: 429,
): Promise<Response> {
  const { db, settings: { eps } } = c.get("services");
  const of = { affiliateId: personOf(c).id, handle: handleOf(c) };
  const { medicine, points } = await findPendingMedicine(db, of);
  if (!medicine) throw new Problem("notFound", NOT_OWED);
  if (medicine.request) {
    return c.redirect(`${requestHref(medicine.request.folio)}?hecho=en-camino`, 303);
  }
  const content = (
    <DeliveryPage
      way={way}
      medicine={medicine}
      points={offeredPoints(points, medicine.point?.code)}
      typed={{ ...form, envio: formIdOf(form.envio) }}
      errors={errors}
      phone={eps.phone}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Pedir un medicamento", module: "Medicamentos", content } as const;
  return answerPage(c, view, status ?? (errors.length > 0 ? 422 : 200));
}
