import { type FailedMail, mailProblemWords } from "../../domain/mail/failed_mail.ts";
import { formatInstant } from "../../domain/dates.ts";
import { formatNit } from "../../domain/nit.ts";
import { maskEmail } from "../../domain/providers/provider.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { Notice } from "../parts/notice.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import { MAILS, PROVIDERS } from "../staff/links.ts";

type Props = {
  mails: FailedMail[];
  total: number;
  page: number;
  notice: string | undefined;
  csrfToken: string;
};

/** Mails that were given up, with the mail server's answer. */
export function MailsPage({ mails, total, page, notice, csrfToken }: Props) {
  return (
    <div>
      <h1>Correos sin entregar</h1>
      <p class="lead">
        Se intentaron durante día y medio, o el servidor los rechazó. Si el correo está mal,
        corríjalo en el prestador antes de reintentar. Se borran a los 90 días.
      </p>
      {notice && (
        <Notice kind="ok">
          <p>{notice}</p>
        </Notice>
      )}
      {total === 0
        ? <EmptyState>Todos los correos se han entregado.</EmptyState>
        : (
          <div class="table-box list-box">
            <Table mails={mails} page={page} csrfToken={csrfToken} />
            <TableFoot
              shown={mails.length}
              total={total}
              noun={["correo", "correos"]}
              id="correos"
              label="Páginas de correos"
              page={page}
              href={(one) => one === 1 ? MAILS : `${MAILS}?pagina=${one}`}
            />
          </div>
        )}
    </div>
  );
}

function Table(
  { mails, page, csrfToken }: { mails: FailedMail[]; page: number; csrfToken: string },
) {
  return (
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">Desde</th>
          <th scope="col">Prestador</th>
          <th scope="col">Para</th>
          <th scope="col">Asunto</th>
          <th scope="col">Qué pasó</th>
          <th scope="col">
            <span class="visually-hidden">Reintentar</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <tr>
            <td class="nowrap" data-label="Desde">{formatInstant(mail.givenUpAt)}</td>
            <td data-label="Prestador">
              {mail.nit === null
                ? "–"
                : <a href={`${PROVIDERS}/${mail.nit}`}>{mail.legalName ?? formatNit(mail.nit)}</a>}
            </td>
            <td data-label="Para">{maskEmail(mail.to)}</td>
            <td data-label="Asunto">{mail.subject}</td>
            <td data-label="Qué pasó">
              {mailProblemWords(mail.problem)}, en {mail.attempts}{" "}
              {mail.attempts === 1 ? "intento" : "intentos"}
            </td>
            <td class="row-button">
              <form method="post" action={MAILS}>
                <CsrfField token={csrfToken} />
                <input type="hidden" name="pagina" value={String(page)} />
                <button
                  type="submit"
                  name="correo"
                  value={String(mail.id)}
                  class="button button-second"
                >
                  Reintentar
                </button>
              </form>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
