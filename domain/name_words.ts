/**
 * Words with accents that many names of providers and places have, in small letters: they tell the
 * code page of an old program from another one.
 */
export const NAME_WORDS: ReadonlySet<string> = new Set(
  ("alcaldía asociación atención atlántico bolívar bogotá boyacá caquetá chocó clínica compañía " +
    "córdoba corporación cúcuta diagnóstico dirección fundación gestión ibagué institución jesús " +
    "josé maría medellín médica médico montería múltiple nariño niño niños núñez óptica ópticas " +
    "peña popayán pública público rehabilitación santafé única único unión").split(" "),
);
