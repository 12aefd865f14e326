export const MIN_PASSWORD_LENGTH = 15;
export const MAX_PASSWORD_LENGTH = 1000;

export type PasswordRule = { name: string; isMet: boolean };

/** What others know of a password's owner; a password must not consist of it. */
export type PasswordOwner = { numbers: string[]; names: string[] };

/**
 * The rules of a new password, each with whether it is met: the length that NIST SP 800-63B-4 asks
 * for where the password is the only factor, nothing that others know of the owner, nothing that is
 * guessed soon. `guessesLog10` is how many guesses it would take, as a power of ten.
 */
export function passwordRules(
  password: string,
  owner: PasswordOwner,
  guessesLog10: number,
): PasswordRule[] {
  const length = [...password.normalize("NFC")].length;
  const isTyped = password !== "";
  const lower = plain(password);
  const known = owner.numbers.filter((number) => number.length >= 5);
  return [
    {
      name: `${MIN_PASSWORD_LENGTH} caracteres o más: lleva ${length}`,
      isMet: length >= MIN_PASSWORD_LENGTH,
    },
    {
      name: "No contiene su NIT ni su documento",
      isMet: isTyped && !known.some((number) => lower.includes(number)),
    },
    {
      name: "No es una contraseña conocida ni fácil de adivinar",
      isMet: guessesLog10 >= MIN_GUESSES_LOG10 && !isMadeOfNames(lower, owner.names),
    },
  ];
}

/** The sentence for the field, undefined where the password may be used. */
export function passwordProblem(rules: PasswordRule[], password: string): string | undefined {
  if (password === "") return "Escriba una contraseña.";
  if (password.length > MAX_PASSWORD_LENGTH) return "Use a lo sumo mil caracteres.";
  const broken = rules.find((rule) => !rule.isMet);
  if (!broken) return undefined;
  if (broken === rules[0]) {
    return `Use al menos ${MIN_PASSWORD_LENGTH} caracteres, por ejemplo una frase.`;
  }
  if (broken === rules[1]) return "No use su NIT ni su documento dentro de la contraseña.";
  return "Esta contraseña es fácil de adivinar. Use una frase propia.";
}

/** As many guesses as a botnet would try; a phrase of four words takes a million times more. */
const MIN_GUESSES_LOG10 = 8;

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
const MIN_NAME = 3;

/** The words of an owner's names, as they may occur in a password. */
export function knownWords(names: string[]): string[] {
  return names.flatMap((name) => plain(name).split(/[^a-z0-9]+/))
    .filter((word) => word.length >= MIN_NAME);
}

/** Whether it has nothing but common words, names, digits and punctuation. */
function isMadeOfNames(lower: string, names: string[]): boolean {
  const compact = lower.replace(/[\s._-]/g, "");
  const whole = names.map((name) => plain(name).replace(/[^a-z0-9]/g, ""))
    .filter((name) => name !== "");
  const rest = [...WORN, ...knownWords(names), ...whole].sort((one, other) =>
    other.length - one.length
  )
    .reduce((text, word) => text.replaceAll(word, ""), compact);
  return rest.replace(/\d{1,6}|[^\p{L}\p{N}]/gu, "").length < 4;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
