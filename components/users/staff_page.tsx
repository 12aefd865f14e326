import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import {
  readStaffRole,
  STAFF_ROLE_ABOUT,
  STAFF_ROLE_WORDS,
  STAFF_ROLES,
} from "../../domain/accounts/role.ts";
import type { OpenInvitation } from "../../domain/users/team.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { RoleChoice } from "./role_choice.tsx";
import { USERS } from "../staff/links.ts";
import { Crumb } from "../parts/crumb.tsx";

const ACTION = `${USERS}/funcionarios`;

const CHOICES = STAFF_ROLES.map((role) => ({
  role,
  name: STAFF_ROLE_WORDS[role],
  about: STAFF_ROLE_ABOUT[role],
}));

type Props = {
  invitations: OpenInvitation[];
  typed: { correo: string; rol: string };
  errors: FieldError[];
  notice: string | undefined;
  csrfToken: string;
};

/**
 * Invitations to the staff. There is no other way in, and nobody chooses somebody else's password.
 */
export function StaffPeoplePage({ invitations, typed, errors, notice, csrfToken }: Props) {
  return (
    <div class="reading">
      <Crumb href={`${USERS}?grupo=funcionarios`}>Funcionarios</Crumb>
      <h1>Invitar funcionarios</h1>
      {notice && (
        <Notice kind="ok">
          <p>{notice}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="enviar la invitación" />
      <form class="card stack narrow invite" method="post" action={ACTION} novalidate>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="accion" value="invitar" />
        <Field
          name="correo"
          label="Correo"
          hint="Allí recibe el enlace: escoge su contraseña y activa su segundo factor."
          value={typed.correo}
          errors={errors}
          inputmode="email"
          maxlength={254}
        />
        <RoleChoice roles={CHOICES} chosen={typed.rol} errors={errors} />
        <button type="submit" class="button">Invitar</button>
      </form>
      {invitations.length > 0 && (
        <section class="block" aria-labelledby="invitaciones">
          <h2 id="invitaciones">Invitaciones sin aceptar</h2>
          <ul class="card session-list">
            {invitations.map((one) => <InvitationItem {...one} csrfToken={csrfToken} />)}
          </ul>
        </section>
      )}
    </div>
  );
}

function InvitationItem(
  { handle, email, role, expiresAt, csrfToken }: OpenInvitation & { csrfToken: string },
) {
  const known = readStaffRole(role);
  return (
    <li>
      <div>
        <strong>{email}</strong>
        <p class="soft small">
          {known && STAFF_ROLE_WORDS[known]} · vence el {formatInstant(expiresAt)}
        </p>
      </div>
      <form method="post" action={ACTION}>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="accion" value="anular" />
        <input type="hidden" name="invitacion" value={handle} />
        <button type="submit" class="button button-second">Anular</button>
      </form>
    </li>
  );
}
