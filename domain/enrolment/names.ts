import type { PersonAnswers } from "./answers.ts";

/** The name of somebody on the form; a person of whom it was not asked yet is nameless. */
export function nameOf({ nombre }: Pick<PersonAnswers, "nombre">): string {
  if (!nombre) return "Persona sin nombre todavía";
  const { primerNombre, segundoNombre, primerApellido, segundoApellido } = nombre;
  return [primerNombre, segundoNombre, primerApellido, segundoApellido]
    .filter((word) => word !== null).join(" ");
}
