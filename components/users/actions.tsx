import { CsrfField } from "../parts/csrf_field.tsx";
import { USERS } from "../staff/links.ts";
import type { UserPageProps } from "./user_page_props.ts";

/** Acts that help a person at once and need no reason. */
export function UserActions({ user, csrfToken }: UserPageProps) {
  const isActive = user.disabledAt === null && user.activatedAt !== null;
  return (
    <section class="block" aria-labelledby="ayuda">
      <h2 id="ayuda">Ayudarle a entrar</h2>
      <ul class="card session-list">
        <Action
          id={user.id}
          name="desbloquear"
          button="Quitar la espera"
          about="Olvida las contraseñas y códigos equivocados, desde cualquier lugar. Los intentos de otras personas siguen contando."
          csrfToken={csrfToken}
        />
        {isActive && (
          <Action
            id={user.id}
            name="clave"
            button="Enviar enlace de contraseña"
            about="El enlace llega a su correo y vence en una hora. Nadie de la EPS ve ni escoge la contraseña."
            csrfToken={csrfToken}
          />
        )}
        {user.sessions.length > 0 && (
          <Action
            id={user.id}
            name="sesiones"
            button="Cerrar todas sus sesiones"
            about="Debe entrar de nuevo en cada equipo."
            csrfToken={csrfToken}
            isBad
          />
        )}
      </ul>
    </section>
  );
}

type ActionProps = {
  id: number;
  name: string;
  button: string;
  about: string;
  csrfToken: string;
  isBad?: boolean;
};

function Action({ id, name, button, about, csrfToken, isBad = false }: ActionProps) {
  return (
    <li class="staff-action">
      <p>{about}</p>
      <form method="post" action={`${USERS}/${id}`}>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="accion" value={name} />
        <button type="submit" class={`button ${isBad ? "button-bad" : "button-second"}`}>
          {button}
        </button>
      </form>
    </li>
  );
}
