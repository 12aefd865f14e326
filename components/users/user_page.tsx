import { Fact } from "../parts/fact.tsx";
import type { UserRecord } from "../../domain/users/user_record.ts";
import type { UserPageProps } from "./user_page_props.ts";
import { formatInstant } from "../../domain/dates.ts";
import { describeDevice } from "../../domain/accounts/device.ts";
import { formatNit } from "../../domain/nit.ts";
import { ROLE_WORDS } from "../../domain/accounts/role.ts";
import { Badge } from "../parts/badge.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Notice } from "../parts/notice.tsx";
import { AUDIT, PROVIDERS, USERS } from "../staff/links.ts";
import { Notes } from "../staff/notes.tsx";
import { UserActions } from "./actions.tsx";
import { UserChanges } from "./changes.tsx";
import { UserBadge } from "./users_page.tsx";
import { kindWords, nameOrKind } from "./words.ts";
import { Crumb } from "../parts/crumb.tsx";

/** One person: what is stored about her, where she is signed in, and what may be done. */
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

function Known({ user }: { user: UserRecord }) {
  const { kind, email, providers, affiliate, secondFactorSince, passkeyCount } = user;
  const { recoveryCodesLeft } = user;
  return (
    <dl class="card facts wide-facts">
      <Fact name="Entra con">
        {kind === "representative"
          ? `NIT ${providers[0]?.nit ?? "–"}`
          : affiliate
          ? `${affiliate.documentType} ${affiliate.documentNumber}`
          : email ?? "–"}
      </Fact>
      {affiliate && <Fact name="Correo registrado">{affiliate.email ?? "No hay"}</Fact>}
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

function Sessions({ user: { sessions } }: { user: UserRecord }) {
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
