/** A mail that was given up; instants in milliseconds. */
export type FailedMail = {
  id: number;
  kind: string;
  nit: string | null;
  legalName: string | null;
  to: string;
  subject: string;
  attempts: number;
  createdAt: number;
  givenUpAt: number;
  problem: string;
};

/** Why a mail is not sent, where it was not the mail server that said so. */
export type MailProblem = keyof typeof PROBLEM_WORDS;

const PROBLEM_WORDS = {
  cutShort: "El envío se interrumpió cada vez",
  linkEnded: "El enlace ya no sirve: hay que pedir otro",
  restored: "Se restauró una copia: puede haber salido ya",
};

/** A problem in words; what the mail server said, if anything, stays as it is. */
export function mailProblemWords(problem: string): string {
  const said = problem || "El servidor de correo no dijo nada";
  return new Map<string, string>(Object.entries(PROBLEM_WORDS)).get(problem) ?? said;
}
