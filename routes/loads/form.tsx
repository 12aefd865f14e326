import { Hono } from "hono";
import { type LoadChoices, LoadsPage } from "../../components/loads/loads_page.tsx";
import { findWaitingLoads } from "../../db/loads/history.ts";
import { findNames } from "../../db/loads/people.ts";
import { templateSheets } from "../../domain/loads/kind.ts";
import { answerWorkbook } from "../answer_workbook.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { CSRF_FIELD, csrfTokenOf, refuseForeignCode } from "../guards/csrf.ts";
import { beginLoad } from "./acts.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { loadSubjectOf, requireLoader } from "./subject.ts";
import { digestOf, type LoadUpload, takePaymentFiles } from "./upload.ts";
import { answerPage } from "../representation.tsx";
import { STREAMED_FORM } from "../guards/resumed.ts";

const TITLE = "Cargar archivos";
const NOTHING_CHOSEN: LoadChoices = { withoutNotices: false, isWholeRegister: false };
const NO_FILES = { field: "archivos", message: "Escoja al menos un archivo." };

/** `/funcionario/cargas`: the form, and what waits for a second person. */
export function loadFormRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", requireLoader(), (c) => answerForm(c, []));
  routes.get("/plantilla.xlsx", requireLoader(), (c) => {
    return answerWorkbook(c, "Plantilla_de_cargas.xlsx", {
      tables: templateSheets(loadSubjectOf(c)),
    });
  });
  return routes;
}

/**
 * The files of the form. Mounted apart, because nobody else may read its body first: the role is
 * checked before any of it is read, the code before the first file is.
 */
export function loadUploadRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post("/", requireLoader(), STREAMED_FORM, async (c) => {
    const upload = await takeForm(c);
    if ("message" in upload) return answerForm(c, [upload]);
    const chosen = {
      withoutNotices: upload.fields.has("sinAvisos"),
      isWholeRegister: upload.fields.has("fotoCompleta"),
    };
    if (upload.files.length === 0) return answerForm(c, [NO_FILES], chosen);
    const subject = loadSubjectOf(c);
    const wish = { userId: sessionOf(c).userId, source: "navegador", subject, ...chosen };
    const isNamed = upload.fields.has("envio");
    const { id } = await beginLoad(c, upload, wish, isNamed ? loadIdOf(c, upload) : undefined);
    return c.redirect(`/funcionario/cargas/${id}`, 303);
  });
  return routes;
}

/** The same for the same form of the same person with the same files. */
function loadIdOf(c: Ctx, upload: LoadUpload): string {
  return sha256(`${sessionOf(c).userId} ${digestOf(upload)}`);
}

async function takeForm(c: Ctx): Promise<LoadUpload | FieldError> {
  try {
    return await takePaymentFiles(c, (fields) => refuseForeignCode(c, fields.get(CSRF_FIELD)));
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== "invalid") throw error;
    return { field: "archivos", message: error.message };
  }
}

async function answerForm(c: Ctx, errors: FieldError[], chosen: LoadChoices = NOTHING_CHOSEN) {
  const { db } = c.get("services");
  const subject = loadSubjectOf(c);
  const waiting = await findWaitingLoads(db, subject);
  const names = await findNames(db, waiting.map(({ createdBy }) => createdBy));
  const content = (
    <LoadsPage
      subject={subject}
      waiting={waiting}
      names={names}
      loaderId={sessionOf(c).userId}
      errors={errors}
      chosen={chosen}
      sending={crypto.randomUUID()}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: TITLE, module: TITLE, content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
