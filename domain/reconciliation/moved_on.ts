import { formatInstant } from "../dates.ts";
import type { Acta, ActaState, Signature } from "./acta.ts";

type Moved = Pick<Acta, "folio" | "state" | "sent" | "answered" | "closed">;

/**
 * Why an acta does not take what somebody sent: it is where another sending has brought it. What was
 * sent is another thing than what the acta says, or somebody else's.
 */
export function movedOnSentence(acta: Moved): string {
  return `${WORDS[acta.state](acta)} Lo que usted acaba de enviar no cambió nada.`;
}

const WORDS: Record<ActaState, (acta: Moved) => string> = {
  draft: ({ folio }) => `El acta ${folio} todavía está en preparación.`,
  sent: ({ folio, sent }) => `El acta ${folio} ya se envió a la EPS${by("la envió", sent)}.`,
  answered: ({ folio, answered }) =>
    `La EPS ya respondió el acta ${folio}${by("respondió", answered)}, y la IPS la revisa.`,
  closed: ({ folio, closed }) => `El acta ${folio} ya está cerrada${by("la cerró", closed)}.`,
};

function by(did: string, signature: Signature | null): string {
  return signature ? ` (${did} ${signature.name}, el ${formatInstant(signature.at)})` : "";
}

/** Why an acta is not closed although it waits for that. */
export function disputedMeanwhileSentence({ folio }: Pick<Acta, "folio">): string {
  return `Alguien de su equipo cambió los desacuerdos del acta ${folio} mientras usted la cerraba. ` +
    "No la cerramos: revíselos y ciérrela.";
}
