import { formatInstant } from "../../domain/dates.ts";
import { describeDevice } from "../../domain/device.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatNit } from "../../domain/nit.ts";
import { type ProviderRole, ROLE_WORDS, type StaffRole } from "../../domain/role.ts";
import { Badge } from "../badge.tsx";
import { ErrorSummary } from "../error_summary.tsx";
import { Notice } from "../notice.tsx";
import { Crumb, Fact } from "./facts.tsx";
import { AUDIT, PROVIDERS, USERS } from "./links.ts";
import { Notes } from "./notes.tsx";
import { UserActions } from "./user_actions.tsx";
import { UserChanges } from "./user_changes.tsx";
import { UserBadge } from "./users_page.tsx";
import { kindWords, nameOrKind } from "./user_words.ts";

export type ShownUser = {
  id: number;
  kind: "representative" | "member" | "staff";
  name: string;
  email: string | null;
  staffRole: StaffRole | null;
  activatedAt: number | null;
  disabledAt: number | null;
  secondFactorSince: number | null;
  passkeyCount: number;
  recoveryCodesLeft: number;
  providers: {
    nit: string;
    legalName: string;
    role: ProviderRole;
    email: string | null;
    representativeName: string | null;
    isClosed: boolean;
  }[];
  sessions: { createdAt: number; lastUsedAt: number; address: string; userAgent: string }[];
  notes: { at: number; act: string; staffName: string; reason: string }[];
};

export type UserPageProps = {
  user: ShownUser;
  isOwn: boolean;
  /** Until when she must wait because of wrong tries. */
  waitsUntil: number | undefined;
  typed: { accion: string; motivo: string; rol: string };
  errors: FieldError[];
  notice: string | undefined;
  csrfToken: string;
};

/** One person: what is known of her, where she is signed in, and what may be done. */
export function UserPage(props: UserPageProps) {
  const { user, errors, notice, waitsUntil } = props;
  const { id, kind, disabledAt, activatedAt } = user;
  const [first] = user.providers;
  const name = kind === "representative" ? first?.representativeName ?? "" : user.name;
  return (
    <div class="reading">
      <Crumb href={USERS}>Usuarios</Crumb>
      <h1>{nameOrKind({ ...user, name })}</h1>
      <p class="states">
        {kindWords(user)}{" "}
        <UserBadge isDisabled={disabledAt !== null} isWaiting={activatedAt === null} />
        {waitsUntil !== undefined && (
          <Badge kind="warn">En espera hasta las {formatInstant(waitsUntil).slice(-5)}</Badge>
        )}
      </p>
      {notice && (
        <Notice kind="ok">
          <p>{notice}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="seguir" />
      <section class="block" aria-labelledby="datos">
        <div class="block-head">
          <h2 id="datos">Datos de la cuenta</h2>
          <p class="block-actions">
            <a class="button button-quiet" href={`${AUDIT}?persona=%23${id}`}>Ver auditoría</a>
          </p>
        </div>
        <Known user={user} />
      </section>
      <Sessions user={user} />
      <UserActions {...props} />
      <UserChanges {...props} />
      <Notes notes={user.notes} />
    </div>
  );
}

function Known({ user }: { user: ShownUser }) {
  const { kind, email, providers, secondFactorSince, passkeyCount, recoveryCodesLeft } = user;
  return (
    <dl class="card facts wide-facts">
      <Fact name="Entra con">
        {kind === "representative" ? `NIT ${providers[0]?.nit ?? "–"}` : email ?? "–"}
      </Fact>
      {kind === "representative" && (
        <Fact name="Correo registrado">{providers[0]?.email ?? "No hay"}</Fact>
      )}
      {providers.map(({ nit, legalName, role, isClosed }) => (
        <Fact name="Trabaja para">
          <a href={`${PROVIDERS}/${nit}`}>{legalName}</a>, NIT {formatNit(nit)} ·{" "}
          {ROLE_WORDS[role].name} {isClosed && <Badge kind="bad">No puede entrar</Badge>}
        </Fact>
      ))}
      <Fact name="Segundo factor">
        {secondFactorSince === null
          ? "No tiene"
          : `desde el ${
            formatInstant(secondFactorSince)
          }, ${recoveryCodesLeft} códigos de recuperación`}
      </Fact>
      <Fact name="Llaves de acceso">{passkeyCount === 0 ? "No tiene" : passkeyCount}</Fact>
      {user.disabledAt !== null && (
        <Fact name="Deshabilitado">desde el {formatInstant(user.disabledAt)}</Fact>
      )}
    </dl>
  );
}

function Sessions({ user: { sessions } }: { user: ShownUser }) {
  return (
    <section class="block" aria-labelledby="sesiones">
      <h2 id="sesiones">Sesiones abiertas</h2>
      {sessions.length === 0 ? <p class="lead">Ninguna.</p> : (
        <ul class="card session-list">
          {sessions.map(({ userAgent, address, createdAt, lastUsedAt }) => (
            <li>
              <div>
                <strong>{describeDevice(userAgent)}</strong>
                <p class="soft small">
                  {address} · desde el {formatInstant(createdAt)} · última vez{" "}
                  {formatInstant(lastUsedAt)}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
