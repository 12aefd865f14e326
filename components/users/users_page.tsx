import type { ListedUser } from "../../domain/users/listed_user.ts";
import { countedSome } from "../../domain/paging.ts";
import { counted } from "../../domain/thousands.ts";
import { formatInstant } from "../../domain/dates.ts";
import { formatNit } from "../../domain/nit.ts";
import { maskEmail } from "../../domain/providers/provider.ts";
import {
  isBoundedGroup,
  USER_GROUP_WORDS,
  USER_GROUPS,
  type UserCounts,
  type UserFilter,
} from "../../domain/users/filter.ts";
import { Badge } from "../parts/badge.tsx";
import { boost, unboosted } from "../parts/boost.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import { FilterChips } from "../parts/filter_chips.tsx";
import { USERS, usersHref } from "../staff/links.ts";
import { SearchForm } from "../staff/search_form.tsx";
import { kindWords, nameOrKind } from "./words.ts";

type Props = {
  filter: UserFilter;
  users: ListedUser[];
  counts: UserCounts;
  page: number;
  nonce: string;
};

/** Everybody who may sign in, and disabled people. */
export function UsersPage({ filter, users, counts, page, nonce }: Props) {
  const { q, group } = filter;
  const total = counts[group];
  const isBounded = isBoundedGroup(group);
  return (
    <div {...boost("usuarios", nonce)}>
      <h1>Usuarios</h1>
      <SearchForm
        action={USERS}
        label="Correo, nombre, NIT o razón social"
        hint="El representante entra con el NIT; las demás personas, con su correo."
        q={q}
        kept={group === "todos" ? {} : { grupo: group }}
      />
      <section class="block" aria-labelledby="lista">
        <div class="block-head">
          <h2 id="lista">
            {isBounded
              ? countedSome(total, "usuario", "usuarios")
              : counted(total, "usuario", "usuarios")}
          </h2>
          <Actions nonce={nonce} />
        </div>
        <FilterChips
          label="Grupo"
          chips={USER_GROUPS.map((one) => ({
            name: USER_GROUP_WORDS[one],
            href: usersHref({ q, group: one }),
            count: counts[one],
            isBounded: isBoundedGroup(one),
            isChosen: one === group,
          }))}
        />
        {total === 0
          ? (
            <EmptyState>
              Nadie coincide. Quien no ha activado su cuenta no está aquí: busque su NIT en
              Prestadores.
            </EmptyState>
          )
          : (
            <div class="table-box list-box">
              <Table users={users} nonce={nonce} />
              <TableFoot
                shown={users.length}
                total={total}
                isBounded={isBounded}
                noun={["usuario", "usuarios"]}
                id="usuarios"
                label="Páginas de usuarios"
                page={page}
                href={(one) => usersHref(filter, one)}
              />
            </div>
          )}
      </section>
    </div>
  );
}

function Actions({ nonce }: { nonce: string }) {
  return (
    <p class="block-actions">
      <a class="button button-second" href={`${USERS}/funcionarios`} {...unboosted(nonce)}>
        Invitar funcionarios
      </a>
      <a class="button button-quiet" href={`${USERS}/sesiones`} {...unboosted(nonce)}>
        Cerrar las sesiones de todos
      </a>
    </p>
  );
}

function Table({ users, nonce }: { users: ListedUser[]; nonce: string }) {
  return (
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">Nombre</th>
          <th scope="col">Qué es</th>
          <th scope="col">Correo</th>
          <th scope="col">Prestador</th>
          <th scope="col">Último uso</th>
          <th scope="col">Estado</th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr>
            <td data-label="Nombre">
              <a href={`${USERS}/${user.id}`} {...unboosted(nonce)}>{nameOrKind(user)}</a>
            </td>
            <td data-label="Qué es">{kindWords(user)}</td>
            <td class="mail" data-label="Correo">{user.email ? maskEmail(user.email) : "–"}</td>
            <td data-label="Prestador">
              <Employer user={user} />
            </td>
            <td class="nowrap" data-label="Último uso">
              {user.lastUsedAt === null ? "–" : formatInstant(user.lastUsedAt)}
            </td>
            <td data-label="Estado">
              <UserBadge isDisabled={user.isDisabled} isWaiting={user.isWaiting} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Employer({ user: { legalName, nit, providerCount } }: { user: ListedUser }) {
  if (legalName === null || nit === null) return <>–</>;
  if (providerCount > 1) return <>{providerCount} prestadores</>;
  return (
    <span>
      {legalName}, <span class="nowrap">{formatNit(nit)}</span>
    </span>
  );
}

/** Whether a person may sign in, in a word. */
export function UserBadge({ isDisabled, isWaiting }: { isDisabled: boolean; isWaiting: boolean }) {
  if (isDisabled) return <Badge kind="bad">Deshabilitado</Badge>;
  return isWaiting ? <Badge kind="warn">Sin activar</Badge> : <Badge kind="ok">Activo</Badge>;
}
