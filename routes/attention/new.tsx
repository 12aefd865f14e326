import { Hono } from "hono";
import { z } from "zod";
import { CaseFormPage } from "../../components/attention/form_page.tsx";
import { CaseReceivedPage } from "../../components/attention/received_page.tsx";
import { NameChoicePage } from "../../components/attention/start_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import {
  CASE_BY_SOURCE,
  type CaseKind,
  describeDueAt,
  readCaseKind,
} from "../../domain/attention/case.ts";
import { type CaseAuthor, readCase, type TypedCase } from "../../domain/attention/form.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import type { ReceivedFile } from "../../lib/upload/upload.ts";
import { actedForBy, type Ctx, type Env, holderOf } from "../context.ts";
import { takePublicFormWithFiles } from "../files/form.ts";
import { formIdOf, MESSAGE_FIELDS, NOTHING_WRONG } from "../files/message.ts";
import { judgeFiles, storeFiles } from "../files/store.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { waitError } from "../guards/wait.ts";
import { formInput, queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { affiliateOf, openAccess } from "./access.ts";
import { sendCase } from "./send.ts";

const text = z.string().max(300).default("");
const QUERY = z.object({ tipo: text, nombre: text });
const FORM = z.object({
  ...MESSAGE_FIELDS,
  tipo: text,
  riesgo: text,
  quien: z.enum(["named", "anonymous", "known"]).default("named"),
  tipoDocumento: text,
  documento: text,
  nombre: text,
  correo: text,
  telefono: text,
});
type Form = z.infer<typeof FORM>;
/** What another page may fill in: it comes in a body, because it may be about somebody's health. */
const FILLED = z.object({ tipo: text, riesgo: text, texto: MESSAGE_FIELDS.texto });

const NOTHING: TypedCase = {
  tipo: "",
  riesgo: "",
  tipoDocumento: "CC",
  documento: "",
  nombre: "",
  correo: "",
  telefono: "",
  texto: "",
};

/** A new PQRS: with or without a name, filled in by another page or not. */
export function newCaseRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/nueva", queryInput(QUERY), (c) => {
    const { tipo, nombre } = c.req.valid("query");
    const kind = readCaseKind(tipo);
    if (!kind) return c.redirect("/afiliados/atencion/pqrs", 303);
    if (!affiliateOf(c) && nombre !== "si" && nombre !== "no") {
      return answerPage(c, { title: "PQRS", content: <NameChoicePage kind={kind} /> });
    }
    const typed = { ...NOTHING, tipo, envio: newSecretToken() };
    return answerForm(c, kind, typed, { ...NOTHING_WRONG, author: authorOf(c, nombre === "no") });
  });

  routes.post("/empezar", formInput(FILLED), (c) => {
    const filled = c.req.valid("form");
    const kind = readCaseKind(filled.tipo);
    if (!kind) throw new Problem("invalid");
    const typed = { ...NOTHING, ...filled, envio: newSecretToken() };
    return answerForm(c, kind, typed, { ...NOTHING_WRONG, author: authorOf(c, false) });
  });

  routes.post("/nueva", (c) =>
    takePublicFormWithFiles(c, FORM, (form, files) => {
      return answerSent(c, form, files);
    }));
  return routes;
}

function authorOf(c: Ctx, isAnonymous: boolean): CaseAuthor {
  if (isAnonymous) return "anonymous";
  return affiliateOf(c) ? "known" : "named";
}

async function answerSent(c: Ctx, form: Form, received: ReceivedFile[]): Promise<Response> {
  const { db, now, settings: { eps } } = c.get("services");
  const kind = readCaseKind(form.tipo);
  if (!kind) throw new Problem("invalid");
  // Whose session ended while she wrote is asked who she is, and loses nothing of her text.
  const hasEnded = form.quien === "known" && !affiliateOf(c);
  const author = hasEnded ? "named" : form.quien;
  const reading = readCase(form, author);
  const files = await judgeFiles(received);
  const errors = [reading, files].flatMap((one) => "errors" in one ? one.errors : []);
  const page = { errors, hadFiles: received.length > 0, author, hasEnded };
  const typed = { ...form, envio: formIdOf(form.envio) };
  if ("errors" in reading || "errors" in files) return answerForm(c, kind, typed, page);
  const attempts = [{ limit: CASE_BY_SOURCE, of: c.get("clientPlace") }];
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) {
    const wait = { ...page, errors: [waitError(c, "texto", waitMs)] };
    return answerForm(c, kind, typed, wait, 429);
  }
  const fileIds = await storeFiles(c, files.files);
  const sent = await sendCase(c, reading.read, author, { messageId: typed.envio, fileIds });
  if (author !== "known") await openAccess(c, sent.folio);
  const content = <CaseReceivedPage {...sent} due={describeDueAt(sent)} eps={eps} />;
  return answerPage(c, { title: "Recibimos su solicitud", content });
}

/** Who sends it, of those who have signed in, and for whom. */
function senderOf(c: Ctx): string | undefined {
  const person = affiliateOf(c);
  if (!person) return undefined;
  return actedForBy(c) ? `${holderOf(c).name}, por ${person.name}` : person.name;
}

function answerForm(
  c: Ctx,
  kind: CaseKind,
  typed: TypedCase & { envio: string },
  page: { errors: FieldError[]; hadFiles: boolean; author: CaseAuthor; hasEnded?: boolean },
  wait?: 429,
) {
  const content = (
    <CaseFormPage
      kind={kind}
      sender={senderOf(c)}
      typed={typed}
      {...page}
      csrfToken={csrfTokenOf(c)}
    />
  );
  const status = wait ?? (page.errors.length > 0 ? 422 : 200);
  return answerPage(c, { title: "Nueva solicitud", content }, status);
}
