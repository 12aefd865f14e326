import { MAX_REASON } from "../../domain/reason.ts";
import { STAFF_ROLE_WORDS, STAFF_ROLES } from "../../domain/accounts/role.ts";
import { ChoiceField } from "../parts/choice_field.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { USERS } from "../staff/links.ts";
import type { UserPageProps } from "./user_page_props.ts";

/** Acts against a person: each with its reason, and none against oneself. */
export function UserChanges(props: UserPageProps) {
  const { user, isOwn } = props;
  if (isOwn) {
    return <p class="lead block">Nadie cambia su propio acceso: pídaselo a otro administrador.</p>;
  }
  const hasFactor = user.secondFactorSince !== null || user.passkeyCount > 0;
  return (
    <section class="block" aria-labelledby="cambios">
      <h2 id="cambios">Cambiar su acceso</h2>
      {user.kind === "staff" && (
        <Change {...props} title="Cambiar el rol" button="Cambiar el rol" action="rol">
          <RoleField {...props} />
        </Change>
      )}
      {hasFactor && (
        <Change
          {...props}
          title="Quitar el segundo factor"
          button="Quitar el segundo factor"
          action="factor"
          about="Para quien perdió su aplicación de códigos. Se quitan también los códigos de recuperación y las llaves de acceso, y terminan sus sesiones. Se le cuenta por correo. Compruebe antes que es la persona."
        />
      )}
      {user.disabledAt === null
        ? (
          <Change
            {...props}
            title="Deshabilitar"
            button="Deshabilitar"
            action="deshabilitar"
            about="No entra más, sus sesiones terminan ya y sus enlaces dejan de servir."
          />
        )
        : (
          <Change
            {...props}
            title="Habilitar"
            button="Habilitar"
            action="habilitar"
            about="Puede entrar de nuevo, con su contraseña de siempre."
          />
        )}
    </section>
  );
}

type ChangeProps = UserPageProps & {
  title: string;
  button: string;
  action: string;
  about?: string;
  children?: unknown;
};

/** Opens where its reason is asked for again. The fields have ids of their own; all are sent as `motivo`. */
function Change({ user, typed, errors, csrfToken, ...what }: ChangeProps) {
  const { title, button, action, about, children } = what;
  const isBad = action === "factor" || action === "deshabilitar";
  return (
    <details class="card change" open={typed.accion === action}>
      <summary>{title}</summary>
      <form class="stack" method="post" action={`${USERS}/${user.id}`} novalidate>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="accion" value={action} />
        {about && <p>{about}</p>}
        {children}
        <TextAreaField
          id={`motivo-${action}`}
          name="motivo"
          label="Motivo"
          hint="Quién lo pidió y cómo lo comprobó. Lo ven los administradores."
          max={MAX_REASON}
          value={typed.accion === action ? typed.motivo : ""}
          errors={errors}
          rows={3}
        />
        <button type="submit" class={`button ${isBad ? "button-bad" : ""}`}>{button}</button>
      </form>
    </details>
  );
}

function RoleField({ user, typed }: UserPageProps) {
  const options = STAFF_ROLES.map((role) => [role, STAFF_ROLE_WORDS[role]] as const);
  const chosen = typed.rol || user.staffRole || "";
  return <ChoiceField name="rol" label="Rol" value={chosen} options={options} />;
}
