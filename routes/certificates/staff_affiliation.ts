import { Hono } from "hono";
import { AFFILIATES } from "../../components/staff/links.ts";
import { affiliateInPath } from "../affiliates/staff.tsx";
import type { Ctx, Env } from "../context.ts";
import { viewWithReason } from "../guards/view_reason.ts";
import { answerCertificate, answerCertificatePage, type Place } from "./affiliation.tsx";

/**
 * `/funcionario/afiliados/{persona}/certificado`: the same certificate for whoever comes to an office,
 * after the reason that each view of an affiliate's data needs.
 */
export function staffAffiliationCertificateRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:persona/certificado", (c) => withPerson(c, answerCertificatePage));
  routes.post("/:persona/certificado", (c) => withPerson(c, answerCertificate));
  return routes;
}

async function withPerson(c: Ctx, answer: typeof answerCertificate): Promise<Response> {
  const affiliateId = await affiliateInPath(c);
  const back = { href: `${AFFILIATES}/${c.req.param("persona") ?? ""}`, name: "Afiliado" };
  const place: Place = {
    title: "Afiliados",
    module: "Afiliados",
    address: `${back.href}/certificado`,
    back,
  };
  return await viewWithReason(
    c,
    { affiliateId, what: "certificate" },
    () => answer(c, affiliateId, place),
  );
}
