import { MAX_REASON } from "../../domain/reason.ts";
import type { FieldError } from "../../domain/errors.ts";
import type { ProviderRecord } from "../../domain/providers/record.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { PROVIDERS } from "../staff/links.ts";

type Props = {
  provider: Pick<ProviderRecord, "nit" | "accessClosedAt">;
  reason: string;
  errors: FieldError[];
  csrfToken: string;
};

/** Closes or opens a provider's access, with a reason. */
export function ProviderAccess({ provider, reason, errors, csrfToken }: Props) {
  const isClosed = provider.accessClosedAt !== null;
  return (
    <section class="block" aria-labelledby="acceso">
      <h2 id="acceso">{isClosed ? "Abrir el acceso" : "Cerrar el acceso"}</h2>
      <form
        class="card stack narrow"
        method="post"
        action={`${PROVIDERS}/${provider.nit}`}
        novalidate
      >
        <CsrfField token={csrfToken} />
        <p>
          {isClosed
            ? "El representante y el equipo podrán entrar de nuevo con su contraseña, y sus tokens de API vuelven a servir. Se le cuenta al correo registrado."
            : "Nadie entra por esta IPS: terminan sus sesiones y descargas, no sirven sus enlaces ni sus tokens de API. Los pagos siguen guardados. Se le cuenta al correo registrado."}
        </p>
        <TextAreaField
          name="motivo"
          label="Motivo"
          hint="Quién lo pidió y cómo lo comprobó. Lo ven los administradores."
          max={MAX_REASON}
          value={reason}
          errors={errors}
          rows={3}
        />
        {isClosed
          ? (
            <button type="submit" name="accion" value="abrir" class="button">
              Abrir el acceso
            </button>
          )
          : (
            <button type="submit" name="accion" value="cerrar" class="button button-bad">
              Cerrar el acceso
            </button>
          )}
      </form>
    </section>
  );
}
