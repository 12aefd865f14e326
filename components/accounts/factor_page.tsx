import type { FieldError } from "../../domain/errors.ts";
import { Badge } from "../parts/badge.tsx";
import { BackToAccount } from "./back_to_account.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { CurrentPasswordField } from "./current_password_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { QrCode } from "./qr_code.tsx";

type Common = { errors: FieldError[]; csrfToken: string; isRequired: boolean };
type Pending = { secret: string; qr: { size: number; path: string } };

const ACTION = "/cuenta/segundo-factor";

/** The second factor that is not on yet: begin, then scan and type the first code. */
export function FactorOffPage(
  { errors, csrfToken, isRequired, pending }: Common & { pending: Pending | undefined },
) {
  return (
    <div class="reading">
      <BackToAccount />
      <h1>Segundo factor</h1>
      {isRequired && (
        <Notice kind="warn">
          <p>Los funcionarios entran con segundo factor. Actívelo para seguir.</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="activar el segundo factor" />
      <p class="lead">
        Además de la contraseña, el portal le pedirá un código de seis números que solo su teléfono
        conoce. Sirve cualquier aplicación de códigos: Google Authenticator, Microsoft Authenticator
        u otra.
      </p>
      {pending
        ? <ScanForm errors={errors} csrfToken={csrfToken} pending={pending} />
        : <BeginForm errors={errors} csrfToken={csrfToken} />}
    </div>
  );
}

function BeginForm({ errors, csrfToken }: { errors: FieldError[]; csrfToken: string }) {
  return (
    <form class="card stack narrow" method="post" action={ACTION} novalidate>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="accion" value="empezar" />
      <CurrentPasswordField errors={errors} />
      <button type="submit" class="button">Empezar</button>
    </form>
  );
}

function ScanForm(
  { errors, csrfToken, pending }: { errors: FieldError[]; csrfToken: string; pending: Pending },
) {
  return (
    <form class="card stack" method="post" action={ACTION} novalidate>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="accion" value="activar" />
      <div class="scan">
        <QrCode {...pending.qr} label="Código QR para su aplicación de códigos" />
        <div class="stack">
          <p>
            <strong>1.</strong> Abra su aplicación y lea este código, o escriba en ella esta clave:
          </p>
          <p class="mono secret">{groups(pending.secret)}</p>
          <p>
            <strong>2.</strong> Escriba el código de seis números que muestra.
          </p>
          <Field
            name="codigo"
            label="Código"
            errors={errors}
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength={20}
          />
          <button type="submit" class="button">Activar</button>
        </div>
      </div>
    </form>
  );
}

/** The second factor that is on. */
export function FactorOnPage(
  { errors, csrfToken, isRequired, codesLeft }: Common & { codesLeft: number },
) {
  return (
    <div class="reading">
      <BackToAccount />
      <h1>Segundo factor</h1>
      <p>
        <Badge kind="ok">Activo</Badge> Le quedan {codesLeft} códigos de recuperación.
      </p>
      <ErrorSummary errors={errors} purpose="cambiar el segundo factor" />
      <form class="card stack narrow" method="post" action={ACTION} novalidate>
        <CsrfField token={csrfToken} />
        <CurrentPasswordField errors={errors} />
        <Field
          name="codigo"
          label="Código"
          hint="El que muestra su aplicación ahora, o uno de recuperación."
          errors={errors}
          autocomplete="one-time-code"
          maxlength={40}
        />
        <div class="actions">
          <button type="submit" name="accion" value="codigos" class="button">
            Hacer códigos de recuperación nuevos
          </button>
          {!isRequired && (
            <button type="submit" name="accion" value="quitar" class="button button-bad">
              Quitar el segundo factor
            </button>
          )}
        </div>
      </form>
    </div>
  );
}

/** The recovery codes, shown once. */
export function RecoveryCodesPage({ codes }: { codes: string[] }) {
  return (
    <div class="reading">
      <h1>Códigos de recuperación</h1>
      <Notice kind="warn">
        <p>
          Guárdelos ya: no los volveremos a mostrar. Cada uno sirve una sola vez si pierde su
          teléfono.
        </p>
      </Notice>
      <ul class="card codes mono">{codes.map((code) => <li>{code}</li>)}</ul>
      <p class="actions">
        <a class="button" href="/cuenta/segundo-factor">Ya los guardé</a>
      </p>
    </div>
  );
}

function groups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}
