import { Hono } from "hono";
import { z } from "zod";
import { MappingPage } from "../../components/reporting/mapping_page.tsx";
import { REPORTS } from "../../components/staff/links.ts";
import { findMapping, saveMapping } from "../../db/reporting/mappings.ts";
import { findSampleRows } from "../../db/reporting/rows.ts";
import { formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import {
  cellOf,
  MAX_COLUMNS,
  readMapping,
  type TypedColumn,
  typedMapping,
} from "../../domain/reporting/mapping.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { formInput, queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const ADDRESS = `${REPORTS}/columnas`;
const PREVIEWED = 3;
const NUMBERS = Array.from({ length: MAX_COLUMNS }, (_, index) => index + 1);
const text = z.string().max(500).default("");
const PARTS = ["orden", "nombre", "campo", "formato", "texto"] as const;
const BOXES: Record<string, typeof text> = Object.fromEntries(
  NUMBERS.flatMap((number) => PARTS.map((part) => [`${part}${number}`, text])),
);
const FORM = z.object({
  ...BOXES,
  accion: z.enum(["guardar", "muestra"]),
  desde: z.string().max(40).default(""),
  visto: z.coerce.number().int().min(0),
});
type Form = Record<string, unknown> & { accion: string; desde: string; visto: number };
const QUERY = z.object({ hecho: z.enum(["guardado"]).optional() });

/** `/funcionario/siifa/columnas`: how the file is written, as the EPS chooses. */
export function reportMappingRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const mapping = await findMapping(c.get("services").db);
    const typed = typedMapping(mapping);
    const shown = { typed, desde: formatDate(mapping.reportsFrom), version: mapping.version };
    return await answerMapping(c, { ...shown, isSaved: c.req.valid("query").hecho !== undefined });
  });

  const drawAgain = (c: Ctx, form: Form) => answerMapping(c, shownOf(form));
  routes.post("/", formInput(FORM, drawAgain), async (c) => {
    const form: Form = c.req.valid("form");
    const shown = shownOf(form);
    const reading = readMapping(shown.typed, form.desde);
    if ("errors" in reading) return await answerMapping(c, { ...shown, errors: reading.errors });
    if (form.accion === "muestra") return await answerMapping(c, { ...shown, isPreviewed: true });
    const { db, now } = c.get("services");
    const made = { madeBy: sessionOf(c).userId, madeAt: now(), before: form.visto };
    const detail = { version: form.visto + 1 };
    const isSaved = await act(
      c,
      { name: "reportMappingSaved", detail },
      (entry) => saveMapping(db, { ...reading, ...made }, entry),
    );
    if (!isSaved) return await answerMapping(c, { ...shown, errors: [CHANGED] });
    return c.redirect(`${ADDRESS}?hecho=guardado`, 303);
  });
  return routes;
}

const CHANGED = {
  field: "desde",
  message: "Otra persona guardó columnas mientras tanto. Ábralas de nuevo en otra pestaña.",
};

type Shown = {
  typed: TypedColumn[];
  desde: string;
  version: number;
  errors?: FieldError[];
  isPreviewed?: boolean;
  isSaved?: boolean;
};

function shownOf(form: Form): Shown {
  const typed = NUMBERS.map((number) => {
    const [orden = "", nombre = "", campo = "", formato = "", texto = ""] = PARTS
      .map((part) => String(form[`${part}${number}`] ?? ""));
    return { orden, nombre, campo, formato, texto };
  });
  const last = typed.findLastIndex(({ nombre, campo }) => nombre !== "" || campo !== "");
  return { typed: typed.slice(0, last + 1), desde: form.desde, version: form.visto };
}

async function answerMapping(c: Ctx, { errors = [], isSaved = false, ...shown }: Shown) {
  const content = (
    <MappingPage
      address={ADDRESS}
      typed={shown.typed}
      desde={shown.desde}
      version={shown.version}
      preview={shown.isPreviewed ? await previewOf(c, shown) : undefined}
      errors={errors}
      isSaved={isSaved}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Columnas del archivo", module: "SIIFA", content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}

/** The first payments that wait, as the columns that were typed would tell them. */
async function previewOf(c: Ctx, { typed, desde }: Shown) {
  const reading = readMapping(typed, desde);
  if ("errors" in reading) return undefined;
  const { db, now, settings } = c.get("services");
  const { name: epsName, nit: epsNit } = settings.eps;
  const sample = {
    number: 1,
    madeAt: now(),
    epsName,
    epsNit,
    count: PREVIEWED,
    reportsFrom: reading.reportsFrom,
  };
  const rows = await findSampleRows(db, sample);
  return {
    header: reading.columns.map(({ name }) => name),
    rows: rows.map((row) => reading.columns.map((column) => cellOf(column, row))),
  };
}
