import { searchWords } from "../search_words.ts";

/** Which providers the staff looks at; used by list, chips, pages and download alike. */
export type ProviderFilter = { q: string; words: string[]; access: AccessState };

/** How far a provider has come; the chips over the list, in their order. */
export const ACCESS_STATES = [
  "todos",
  "con-cuenta",
  "sin-cuenta",
  "sin-correo",
  "cerrado",
] as const;
export type AccessState = typeof ACCESS_STATES[number];

/** How many providers each chip finds. */
export type ProviderCounts = Record<AccessState, number>;

export const ACCESS_WORDS: Record<AccessState, string> = {
  "todos": "Todos",
  "con-cuenta": "Con cuenta",
  "sin-cuenta": "Sin cuenta",
  "sin-correo": "Sin correo",
  "cerrado": "No pueden entrar",
};

export function providerFilter(q: string, access: AccessState = "todos"): ProviderFilter {
  return { q: q.trim(), words: searchWords(q), access };
}
