import type { Member, OpenInvitation, Team } from "../../domain/users/team.ts";
import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { ROLE_WORDS, TEAM_ROLES } from "../../domain/accounts/role.ts";
import { Badge } from "../parts/badge.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { RoleChoice } from "./role_choice.tsx";

const CHOICES = TEAM_ROLES.map((role) => ({ role, ...ROLE_WORDS[role] }));

type Props = {
  team: Team;
  ownUserId: number;
  typed: { correo: string; rol: string };
  errors: FieldError[];
  notice: string | undefined;
  csrfToken: string;
};

/** Equipo: who works for this provider, in which role, and who was invited. */
export function TeamPage({ team, ownUserId, typed, errors, notice, csrfToken }: Props) {
  return (
    <div class="reading">
      <h1>Equipo</h1>
      {notice && (
        <Notice kind="ok">
          <p>{notice}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="enviar la invitación" />
      <section class="block" aria-labelledby="personas">
        <div class="block-head">
          <h2 id="personas">Personas con acceso</h2>
          <p class="block-actions">
            <a class="button button-second" href="/equipo/actividad">Ver actividad</a>
            <a class="button button-second" href="/cuenta/avisos">Avisos por correo</a>
          </p>
        </div>
        <ul class="card session-list">
          {team.members.map((member) => (
            <MemberItem
              member={member}
              isOwn={member.userId === ownUserId}
              csrfToken={csrfToken}
            />
          ))}
        </ul>
      </section>
      {team.invitations.length > 0 && (
        <section class="block" aria-labelledby="invitaciones">
          <h2 id="invitaciones">Invitaciones sin aceptar</h2>
          <ul class="card session-list">
            {team.invitations.map((one) => <InvitationItem {...one} csrfToken={csrfToken} />)}
          </ul>
        </section>
      )}
      <section class="block" aria-labelledby="invitar">
        <h2 id="invitar">Invitar a una persona</h2>
        <form class="card stack narrow" method="post" action="/equipo" novalidate>
          <CsrfField token={csrfToken} />
          <input type="hidden" name="accion" value="invitar" />
          <Field
            name="correo"
            label="Correo"
            hint="Allí recibe el enlace para entrar con su propia contraseña."
            value={typed.correo}
            errors={errors}
            inputmode="email"
            maxlength={254}
          />
          <RoleChoice roles={CHOICES} chosen={typed.rol} errors={errors} />
          <button type="submit" class="button">Invitar</button>
        </form>
      </section>
    </div>
  );
}

type MemberProps = { member: Member; isOwn: boolean; csrfToken: string };

function MemberItem({ member, isOwn, csrfToken }: MemberProps) {
  const { userId, name, email, role, lastUsedAt, openSessions } = member;
  const isRepresentative = role === "representante";
  return (
    <li>
      <div>
        <strong>{name || ROLE_WORDS.representante.name}</strong>{" "}
        {isOwn && <Badge kind="ok">Usted</Badge>}{" "}
        {member.hasSecondFactor && <Badge kind="ok">Segundo factor</Badge>}
        <p class="soft small">
          {email && `${email} · `}
          {ROLE_WORDS[role].name}
          {lastUsedAt === null ? " · aún no entra" : ` · última vez ${formatInstant(lastUsedAt)}`}
          {openSessions > 0 &&
            ` · ${openSessions === 1 ? "1 sesión abierta" : `${openSessions} sesiones abiertas`}`}
        </p>
      </div>
      {!isOwn && !isRepresentative && (
        <div class="member-actions">
          <form class="inline-form" method="post" action="/equipo">
            <CsrfField token={csrfToken} />
            <input type="hidden" name="persona" value={String(userId)} />
            <select name="rol" aria-label={`Rol de ${name}`}>
              {TEAM_ROLES.map((one) => (
                <option value={one} selected={one === role}>{ROLE_WORDS[one].name}</option>
              ))}
            </select>
            <button type="submit" name="accion" value="rol" class="button button-second">
              Cambiar rol
            </button>
            <button type="submit" name="accion" value="retirar" class="button button-bad">
              Retirar
            </button>
          </form>
        </div>
      )}
    </li>
  );
}

function InvitationItem(
  { handle, email, role, expiresAt, csrfToken }: OpenInvitation & { csrfToken: string },
) {
  const words = TEAM_ROLES.find((one) => one === role);
  return (
    <li>
      <div>
        <strong>{email}</strong>
        <p class="soft small">
          {words && ROLE_WORDS[words].name} · vence el {formatInstant(expiresAt)}
        </p>
      </div>
      <form method="post" action="/equipo">
        <CsrfField token={csrfToken} />
        <input type="hidden" name="accion" value="anular" />
        <input type="hidden" name="invitacion" value={handle} />
        <button type="submit" class="button button-second">Anular</button>
      </form>
    </li>
  );
}
