import { STAFF_ROLE_WORDS, type StaffRole } from "../../domain/accounts/role.ts";

type Person = {
  kind: "representative" | "member" | "staff";
  name: string;
  staffRole: StaffRole | null;
};

/** What a person is, in words. */
export function kindWords({ kind, staffRole }: Omit<Person, "name">): string {
  if (kind === "representative") return "Representante legal";
  if (kind === "member") return "Del equipo";
  return staffRole === null ? "Funcionario" : `Funcionario, ${STAFF_ROLE_WORDS[staffRole]}`;
}

/** How a person is called; never nothing, because it is a link's text. */
export function nameOrKind(person: Person): string {
  return person.name || kindWords(person);
}
