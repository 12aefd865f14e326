import type { Nit } from "./nit.ts";

export const ACTIVATION_LIFETIME_MS = 24 * 60 * 60 * 1000;
export const RESET_LIFETIME_MS = 60 * 60 * 1000;
export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 1000;

/**
 * Whether the typed cédula is the legal representative's: with a 1 appended, as the manual says, or
 * bare. Dots and spaces do not count.
 */
export function isRepresentative(typed: string, representativeId: string | null): boolean {
  const digits = typed.replace(/[.\s\u00a0]/g, "");
  if (representativeId === null || representativeId === "") return false;
  return digits === `${representativeId}1` || digits === representativeId;
}

export type PasswordRule = { name: string; isMet: boolean };

/**
 * The rules of a new password, each with whether it is met: as long as NIST SP 800-63B-4 asks where
 * the password is the only factor; nothing that others know; nothing that everybody tries.
 */
export function passwordRules(
  password: string,
  about: { nit: Nit; representativeId: string; legalName: string; epsName: string },
): PasswordRule[] {
  const length = [...password.normalize("NFC")].length;
  const isTyped = password !== "";
  const lower = plain(password);
  const known = [about.nit, about.representativeId].filter((number) => number.length >= 5);
  return [
    {
      name: `${SHORTEST_PASSWORD} caracteres o más: lleva ${length}`,
      isMet: length >= SHORTEST_PASSWORD,
    },
    {
      name: "No contiene su NIT ni su cédula",
      isMet: isTyped && !known.some((number) => lower.includes(number)),
    },
    {
      name: "No es una contraseña conocida ni fácil de adivinar",
      isMet: isTyped && !isEasy(lower, [about.epsName, about.legalName]),
    },
  ];
}

/** The sentence for the field, undefined where the password may be used. */
export function passwordProblem(rules: PasswordRule[], password: string): string | undefined {
  if (password === "") return "Escriba una contraseña.";
  if (password.length > LONGEST_PASSWORD) return "Use a lo sumo mil caracteres.";
  const broken = rules.find((rule) => !rule.isMet);
  if (!broken) return undefined;
  if (broken === rules[0]) {
    return `Use al menos ${SHORTEST_PASSWORD} caracteres, por ejemplo una frase.`;
  }
  if (broken === rules[1]) return "No use su NIT ni su cédula dentro de la contraseña.";
  return "Esta contraseña es fácil de adivinar. Use una frase propia.";
}

const LEAST_DIFFERENT_CHARACTERS = 6;

/** What fingers do on a keyboard, in both directions. */
const WALKS = [
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertyuiopasdfghjklnzxcvbnm",
  "1q2w3e4r5t6y7u8i9o0p",
  "qazwsxedcrfvtgbyhnujmikolp",
  "01234567890123456789",
].flatMap((walk) => [walk + walk, [...walk + walk].reverse().join("")]);

const WORN = [
  "password",
  "contrasena",
  "clave",
  "qwerty",
  "admin",
  "usuario",
  "bienvenido",
  "colombia",
  "prestador",
  "zonaser",
  "abc",
  "iloveyou",
  "tequiero",
  "dejameentrar",
  "letmein",
];
const SHORTEST_NAME = 3;

/** Few different characters, a walk on the keyboard, or worn words and names and nothing else. */
function isEasy(lower: string, names: string[]): boolean {
  const compact = lower.replace(/[\s._-]/g, "");
  if (new Set(compact).size < LEAST_DIFFERENT_CHARACTERS) return true;
  if (WALKS.some((walk) => walk.includes(compact))) return true;
  const known = names.flatMap((name) => plain(name).split(/[^a-z0-9]+/))
    .filter((word) => word.length >= SHORTEST_NAME);
  const rest = [...WORN, ...known].sort((one, other) => other.length - one.length)
    .reduce((text, word) => text.replaceAll(word, ""), compact);
  return rest.replace(/\d{1,6}|[^\p{L}\p{N}]/gu, "").length < 4;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
