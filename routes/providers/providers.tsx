import { Hono } from "hono";
import { z } from "zod";
import { ProvidersPage } from "../../components/providers/providers_page.tsx";
import { findProviders, readProviders } from "../../db/providers/directory.ts";
import type { ListedProvider } from "../../domain/providers/listed_provider.ts";
import { checkDigit } from "../../domain/nit.ts";
import { maskEmail, maskNumber } from "../../domain/providers/provider.ts";
import {
  ACCESS_STATES,
  ACCESS_WORDS,
  type AccessState,
  providerFilter,
} from "../../domain/providers/filter.ts";
import { answerCsv } from "../answer_csv.ts";
import { auditFirst } from "../audit.ts";
import { type Env, todayOf } from "../context.ts";
import { whileAllowed } from "../guards/while_allowed.ts";
import { queryInput } from "../input.ts";
import { answerPage, nonceOf } from "../representation.tsx";
import { requirePage, wantedPage } from "../guards/wanted_page.ts";

const QUERY = z.object({
  q: z.string().max(100).default(""),
  acceso: z.enum(ACCESS_STATES).optional(),
  pagina: z.string().max(40).optional(),
});

/**
 * The providers on file: search, filter, download. Identity numbers of people are masked on screen
 * and in the file.
 */
export function staffProviderListRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { q, acceso, pagina } = c.req.valid("query");
    const filter = providerFilter(q, acceso);
    const page = wantedPage(pagina);
    const { providers, counts } = await findProviders(c.get("services").db, filter, { page });
    requirePage(page, counts[filter.access]);
    const found = { filter, providers, counts, page };
    const content = <ProvidersPage {...found} nonce={nonceOf(c)} />;
    return answerPage(c, { title: "Prestadores", module: "Prestadores", content });
  });

  routes.get("/lista.csv", queryInput(QUERY), async (c) => {
    const { q, acceso } = c.req.valid("query");
    const filter = providerFilter(q, acceso);
    await auditFirst(c, { name: "download", detail: { what: "providers" } });
    const rows = rowsOf(whileAllowed(c, readProviders(c.get("services").db, filter)));
    return answerCsv(c, `Prestadores_${todayOf(c)}.csv`, { header: HEADER, rows });
  });
  return routes;
}

const HEADER = [
  "NIT",
  "DV",
  "Razón Social",
  "Municipio",
  "Departamento",
  "Correo",
  "Cédula Representante Legal",
  "Estado",
];

async function* rowsOf(chunks: AsyncIterable<ListedProvider[]>) {
  for await (const providers of chunks) yield providers.map(cellsOf);
}

function cellsOf(provider: ListedProvider): (string | null)[] {
  const { nit, legalName, municipality, department, email, representativeId } = provider;
  return [
    nit,
    checkDigit(nit),
    legalName,
    municipality,
    department,
    email && maskEmail(email),
    representativeId && maskNumber(representativeId),
    ACCESS_WORDS[stateOf(provider)],
  ];
}

function stateOf({ hasAccount, isClosed, email }: ListedProvider): AccessState {
  if (isClosed) return "cerrado";
  if (hasAccount) return "con-cuenta";
  return email === null ? "sin-correo" : "sin-cuenta";
}
