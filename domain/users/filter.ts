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

/** How many people each chip finds. */
export type UserCounts = Record<UserGroup, number>;

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
