import type { Entry } from "../../db/audit/entry.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { MailsPage } from "../../components/mail/failed_page.tsx";
import { findFailedMails, retryMail } from "../../db/mail/failed.ts";
import { pageCount, readPage } from "../../domain/paging.ts";
import { act } from "../audit.ts";
import type { Env } from "../context.ts";
import { formInput, queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { wantedPage } from "../guards/wanted_page.ts";

const typed = z.string().max(40).optional();
const QUERY = z.object({ pagina: typed, hecho: z.enum(["reintento", "igual"]).optional() });
const FORM = z.object({ correo: z.string().regex(/^[1-9]\d{0,14}$/), pagina: typed });
const NOTICES = {
  reintento: "El correo sale en unos segundos. Si tampoco entra, vuelve a esta lista.",
  igual: "Ese correo ya no estaba en la lista.",
};

/** Mails that were given up, and sending them again. */
export function staffMailRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { pagina, hecho } = c.req.valid("query");
    const page = wantedPage(pagina);
    const { mails, total } = await findFailedMails(c.get("services").db, { page });
    const last = pageCount(total);
    if (page > last) return c.redirect(`/funcionario/correos?pagina=${last}`, 303);
    const content = (
      <MailsPage
        mails={mails}
        total={total}
        page={page}
        notice={hecho && NOTICES[hecho]}
        csrfToken={csrfTokenOf(c) ?? ""}
      />
    );
    return answerPage(c, { title: "Correos", module: "Correos", content });
  });

  routes.post("/", formInput(FORM), async (c) => {
    const { db, now } = c.get("services");
    const { correo, pagina = "1" } = c.req.valid("form");
    const page = readPage(pagina) ?? 1;
    const mail = Number(correo);
    const retry = (entry: Entry) => retryMail(db, mail, now(), entry);
    const isRetried = await act(c, { name: "mailRetried", detail: { mail } }, retry);
    const outcome = isRetried ? "reintento" : "igual";
    return c.redirect(`/funcionario/correos?pagina=${page}&hecho=${outcome}`, 303);
  });
  return routes;
}
