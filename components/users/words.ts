import { STAFF_ROLE_WORDS } from "../../domain/accounts/role.ts";
import type { ListedUser } from "../../domain/users/listed_user.ts";

/** The kind of a person, in words. */
export function kindWords({ kind, staffRole }: Pick<ListedUser, "kind" | "staffRole">): string {
  if (kind === "representative") return "Representante legal";
  if (kind === "member") return "Del equipo";
  if (kind === "affiliate") return "Afiliado";
  return staffRole === null ? "Funcionario" : `Funcionario, ${STAFF_ROLE_WORDS[staffRole]}`;
}

/** A person's name, or her kind: never empty, because it is a link's text. */
export function nameOrKind(person: Pick<ListedUser, "kind" | "name" | "staffRole">): string {
  return person.name || kindWords(person);
}
