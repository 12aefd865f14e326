import { Hono } from "hono";
import { z } from "zod";
import { paperHref } from "../../components/enrolment/links.ts";
import { DocumentsPage } from "../../components/enrolment/documents_page.tsx";
import { PaperPage } from "../../components/enrolment/paper_page.tsx";
import { FILES_NAME } from "../../components/parts/files_field.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { addDocuments, removeDocument } from "../../db/enrolment/documents.ts";
import { readAnswers } from "../../domain/enrolment/answers.ts";
import { type Enrolment, isEditable, PAPERS_BY_SOURCE } from "../../domain/enrolment/enrolment.ts";
import { type AskedPaper, filesOf, findPaper, papersOf } from "../../domain/enrolment/papers.ts";
import { firstOpen } from "../../domain/enrolment/path.ts";
import { STEPS } from "../../domain/enrolment/question.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import type { ReceivedFile } from "../../lib/upload/upload.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { takePublicFormWithFiles } from "../files/form.ts";
import { judgeFiles, storeFiles } from "../files/store.ts";
import { STREAMED_FORM } from "../guards/resumed.ts";
import { waitError } from "../guards/wait.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { type Opened, openEnrolment, WIZARD_FORM } from "./draft.ts";
import { DOCUMENTS, leadOn, leadTo, START } from "./steps.ts";

const FORM = z.object({ borrador: z.string().max(100).default("") });
const GONE = "Su solicitud ya se envió o venció. Pida un enlace para ver en qué va.";
const NOTHING_CHOSEN = "Escoja la foto o el archivo.";
const SENT_BEFORE = "Ese archivo ya está, o con él son más de tres: quite uno antes.";

/** The papers of the case: the list, and a page for each. */
export function enrolmentDocumentRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) =>
    withQuestionsAnswered(c, ({ enrolment, secret }) => {
      const { documents, folio, typed } = enrolment;
      const asked = papersOf(readAnswers(typed));
      const content = <DocumentsPage {...{ asked, documents, folio, secret }} />;
      return answerPage(c, { title: TITLE, content });
    }));

  routes.post("/quitar", formInput(WIZARD_FORM, leadTo(DOCUMENTS)), async (c) => {
    const { borrador, archivo = "" } = c.req.valid("form");
    const { enrolment } = await openEnrolment(c, borrador);
    if (!enrolment) return c.redirect(START, 303);
    const { db, now } = c.get("services");
    await removeDocument(db, enrolment, archivo, now());
    return c.redirect(DOCUMENTS, 303);
  });

  routes.get(
    "/:persona/:papel",
    (c) => withQuestionsAnswered(c, (own) => answerPaper(c, own, askedOf(c, own.enrolment), [])),
  );

  routes.post(
    "/:persona/:papel",
    STREAMED_FORM,
    (c) =>
      takePublicFormWithFiles(c, FORM, async ({ borrador }, received) => {
        const own = ownOf(await openEnrolment(c, borrador));
        return await keepPaper(c, own, askedOf(c, own.enrolment), received);
      }),
  );
  return routes;
}

const TITLE = `Afiliarse, paso 4 de ${STEPS.length}`;

type Own = { enrolment: Enrolment; secret: string };

async function keepPaper(c: Ctx, own: Own, asked: AskedPaper, received: ReceivedFile[]) {
  const { db, now } = c.get("services");
  if (received.length === 0) {
    return await answerPaper(c, own, asked, [problem(NOTHING_CHOSEN)]);
  }
  const attempts = [{ limit: PAPERS_BY_SOURCE, of: c.get("clientPlace") }];
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) return await answerPaper(c, own, asked, [waitError(c, FILES_NAME, waitMs)], 429);
  const judged = await judgeFiles(received, { picturesOnly: true });
  if ("errors" in judged) return await answerPaper(c, own, asked, judged.errors);
  const fileIds = await storeFiles(c, judged.files);
  const sha256s = received.map(({ sha256 }) => sha256);
  const { person, paper } = asked;
  const isAdded = await addDocuments(db, own.enrolment, { person, paper, fileIds, sha256s });
  if (!isAdded) return await answerPaper(c, own, asked, [problem(SENT_BEFORE)]);
  return c.redirect(paperHref(asked), 303);
}

function problem(message: string): FieldError {
  return { field: FILES_NAME, message };
}

function ownOf({ enrolment, secret }: Opened): Own {
  if (!enrolment || !isEditable(enrolment)) throw new Problem("conflict", GONE);
  return { enrolment, secret };
}

/** The paper that the address names, of a person of this enrolment; others do not exist. */
function askedOf(c: Ctx, { typed }: Pick<Enrolment, "typed">): AskedPaper {
  const [person = "", number = ""] = [c.req.param("persona"), c.req.param("papel")];
  const asked = findPaper(readAnswers(typed), person, number);
  if (!asked) throw new Problem("notFound");
  return asked;
}

async function withQuestionsAnswered(c: Ctx, answer: (own: Own) => Response | Promise<Response>) {
  const { enrolment, secret } = await openEnrolment(c);
  if (!enrolment) return c.redirect(START, 303);
  const isOpen = firstOpen(readAnswers(enrolment.typed), todayOf(c)) !== undefined;
  if (isOpen || !isEditable(enrolment)) return leadOn(c, enrolment);
  return await answer({ enrolment, secret });
}

async function answerPaper(
  c: Ctx,
  { enrolment, secret }: Own,
  asked: AskedPaper,
  errors: FieldError[],
  status?: 429,
) {
  const { documents, folio } = enrolment;
  const sent = filesOf(asked, documents);
  const hadFiles = errors.length > 0 && errors[0]?.message !== NOTHING_CHOSEN;
  const content = <PaperPage {...{ asked, sent, errors, hadFiles, folio, secret }} />;
  return await answerPage(
    c,
    { title: TITLE, content },
    status ?? (errors.length > 0 ? 422 : 200),
  );
}
