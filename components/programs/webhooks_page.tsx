import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { MAX_WEBHOOKS, type Webhook, type WebhookEvent } from "../../domain/programs/webhook.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Notice } from "../parts/notice.tsx";
import { WebhookFields } from "./webhook_fields.tsx";
import { SecretNotice } from "./secret_notice.tsx";
import { WebhookBadge } from "./webhook_badge.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  address: string;
  webhooks: Webhook[];
  typed: { url: string; events: WebhookEvent[] };
  errors: FieldError[];
  /** The webhook that was just made; its secret is shown only this once. */
  made: { handle: string; secret: string } | undefined;
  notice: string | undefined;
  csrfToken: string;
};

/** Where the provider's programs are told of what happens. */
export function WebhooksPage(props: Props) {
  const { address, webhooks, errors, made, notice } = props;
  return (
    <div class="reading">
      <Crumb href="/cuenta/programas">Programas</Crumb>
      <h1>Avisos a programas</h1>
      <p class="lead">
        Cuando se publica un pago, se responde una consulta o se expide un certificado, el portal se
        lo cuenta a su programa en la dirección que usted escriba, firmado y sin datos de personas.
        Los programadores lo llaman <i lang="en">webhooks</i>.
      </p>
      {notice && (
        <Notice kind="ok">
          <p>{notice}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="agregar la dirección" />
      {made && (
        <SecretNotice name="secreto" secret={made.secret}>
          <p>
            Con él su programa comprueba que el aviso es del portal.{" "}
            <a href={`${address}/${made.handle}`}>Envíe una prueba</a> cuando lo tenga puesto.
          </p>
        </SecretNotice>
      )}
      {webhooks.length > 0 && (
        <ul class="card session-list">
          {webhooks.map((webhook) => <Item webhook={webhook} address={address} />)}
        </ul>
      )}
      {webhooks.length < MAX_WEBHOOKS ? <NewWebhook {...props} /> : (
        <p class="soft">
          Son {MAX_WEBHOOKS} direcciones, que es lo más que se puede: elimine una para agregar otra.
        </p>
      )}
    </div>
  );
}

function Item({ webhook, address }: { webhook: Webhook; address: string }) {
  const { handle, url, events, createdAt } = webhook;
  return (
    <li>
      <div>
        <a href={`${address}/${handle}`} class="long-word">{url}</a>{" "}
        <WebhookBadge webhook={webhook} />
        <p class="soft small">
          {events.length} {events.length === 1 ? "hecho" : "hechos"} · desde el{" "}
          {formatInstant(createdAt)}
        </p>
      </div>
    </li>
  );
}

function NewWebhook({ address, typed, errors, csrfToken }: Props) {
  return (
    <section class="block" aria-labelledby="nueva">
      <h2 id="nueva">Dirección nueva</h2>
      <form class="card stack narrow" method="post" action={address} novalidate>
        <CsrfField token={csrfToken} />
        <WebhookFields url={typed.url} events={typed.events} errors={errors} />
        <button type="submit" name="accion" value="crear" class="button">Agregar dirección</button>
      </form>
    </section>
  );
}
