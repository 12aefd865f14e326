import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import type { Delivery } from "../../domain/programs/delivery.ts";
import type { Webhook, WebhookEvent } from "../../domain/programs/webhook.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Notice } from "../parts/notice.tsx";
import { Deliveries } from "./deliveries.tsx";
import { SecretNotice } from "./secret_notice.tsx";
import { WebhookBadge } from "./webhook_badge.tsx";
import { WebhookFields } from "./webhook_fields.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  address: string;
  /** The page of all of them. */
  list: string;
  webhook: Webhook;
  deliveries: Delivery[];
  total: number;
  page: number;
  nowMs: number;
  typed: { url: string; events: WebhookEvent[] };
  errors: FieldError[];
  /** The secret that was just made; it is shown only this once. */
  secret: string | undefined;
  notice: string | undefined;
  /** Whether the notice says that nothing was done. */
  isRefused: boolean;
  csrfToken: string;
};

/** One address at which a program is told: how it fares, what was sent, and its settings. */
export function WebhookPage(props: Props) {
  const { address, list, webhook, typed, errors, secret, notice, isRefused, csrfToken } = props;
  return (
    <div>
      <Crumb href={list}>Avisos a programas</Crumb>
      <h1>Avisos a un programa</h1>
      <p class="lead long-word">
        {webhook.url} <WebhookBadge webhook={webhook} />
      </p>
      {notice && (
        <Notice kind={isRefused ? "warn" : "ok"}>
          <p>{notice}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="guardar los cambios" />
      {secret && (
        <SecretNotice name="secreto" secret={secret}>
          <p>El secreto anterior también firma durante 24 horas, para que alcance a cambiarlo.</p>
        </SecretNotice>
      )}
      <HowItFares webhook={webhook} />
      <Buttons {...props} />
      <Deliveries {...props} isOn={webhook.switchedOffAt === null} />
      <section class="block" aria-labelledby="cambiar">
        <h2 id="cambiar">Dirección y hechos</h2>
        <form class="card stack narrow" method="post" action={address} novalidate>
          <CsrfField token={csrfToken} />
          <WebhookFields url={typed.url} events={typed.events} errors={errors} />
          <button type="submit" name="accion" value="guardar" class="button">
            Guardar cambios
          </button>
        </form>
      </section>
    </div>
  );
}

function HowItFares({ webhook }: { webhook: Webhook }) {
  const { switchedOffAt, switchedOffBecause, failingSince } = webhook;
  if (switchedOffAt !== null) {
    const why = {
      person: "la apagó alguien de su equipo",
      failures: "no recibió ningún aviso en cinco días",
      gone: "respondió que ya no existe (410)",
      personLeft: "quien respondía por ella ya no administra su IPS en el portal",
    }[switchedOffBecause ?? "person"];
    return (
      <Notice kind="warn">
        <p>
          Está apagada desde el {formatInstant(switchedOffAt)}:{" "}
          {why}. Al encenderla sale lo que esperaba; lo que ocurra mientras tanto lo consulta su
          programa con <code>updatedSince</code>.
        </p>
      </Notice>
    );
  }
  if (failingSince === null) return <></>;
  return (
    <Notice kind="warn">
      <p>
        No recibe desde el{" "}
        {formatInstant(failingSince)}. Lo seguimos intentando; si pasan cinco días sin que reciba,
        la apagamos y se lo contamos por correo.
      </p>
    </Notice>
  );
}

function Buttons({ address, webhook, nowMs, csrfToken }: Props) {
  const { switchedOffAt, oldSecretUntil } = webhook;
  const isOn = switchedOffAt === null;
  return (
    <form class="actions" method="post" action={address}>
      <CsrfField token={csrfToken} />
      {isOn
        ? (
          <>
            <Button value="probar" kind="button">Enviar prueba</Button>
            <Button value="renovar" kind="button button-second">Renovar secreto</Button>
            <Button value="apagar" kind="button button-second">Apagar</Button>
          </>
        )
        : <Button value="encender" kind="button">Encender</Button>}
      <Button value="eliminar" kind="button button-bad">Eliminar</Button>
      {oldSecretUntil !== null && oldSecretUntil > nowMs && (
        <p class="soft small">
          El secreto anterior firma también hasta el {formatInstant(oldSecretUntil)}.
        </p>
      )}
    </form>
  );
}

function Button({ value, kind, children }: { value: string; kind: string; children: string }) {
  return (
    <button type="submit" name="accion" value={value} class={kind}>
      {children}
    </button>
  );
}
