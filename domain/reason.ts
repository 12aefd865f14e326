const SHORTEST = 8;
const LONGEST = 500;

/** Why the staff does something that weighs on somebody: asked for, stored, and shown to the staff. */
export function reasonProblem(typed: string): string | undefined {
  const length = typed.trim().length;
  if (length < SHORTEST) return "Escriba el motivo: quién lo pidió y cómo lo comprobó.";
  return length > LONGEST ? `Escriba el motivo en a lo sumo ${LONGEST} caracteres.` : undefined;
}
