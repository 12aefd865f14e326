import { searchWords } from "../search_words.ts";

/** Which people the staff looks at. */
export type UserFilter = { q: string; words: string[]; group: UserGroup };

export const USER_GROUPS = [
  "todos",
  "representantes",
  "equipos",
  "funcionarios",
  "afiliados",
  "deshabilitados",
] as const;
export type UserGroup = typeof USER_GROUPS[number];

/** How many people each chip finds; affiliates as far as `MAX_COUNTED`. */
export type UserCounts = Record<UserGroup, number>;

/** Whether a group is counted no further than `MAX_COUNTED`. */
export function isBoundedGroup(group: UserGroup): boolean {
  return group === "afiliados";
}

export const USER_GROUP_WORDS: Record<UserGroup, string> = {
  todos: "Todos menos afiliados",
  representantes: "Representantes",
  equipos: "De los equipos",
  funcionarios: "Funcionarios",
  afiliados: "Afiliados",
  deshabilitados: "Deshabilitados",
};

export function userFilter(q: string, group: UserGroup = "todos"): UserFilter {
  return { q: q.trim(), words: searchWords(q), group };
}
