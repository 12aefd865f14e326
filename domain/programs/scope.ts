/** What a provider's token may be used for. */
export const PROVIDER_SCOPES = ["read", "download", "reconcile"] as const;
export type ProviderScope = typeof PROVIDER_SCOPES[number];

/** What a token of a member of the treasury may be used for. */
export const STAFF_SCOPE = "loads";

export type TokenScope = ProviderScope | typeof STAFF_SCOPE;

/** The box of a form that asks for a scope. */
export const SCOPE_FIELDS: Record<ProviderScope, string> = {
  read: "leer",
  download: "descargar",
  reconcile: "cruces",
};

/** A scope's name on screen, and what it allows. */
export const SCOPE_WORDS: Record<TokenScope, { name: string; about: string }> = {
  read: { name: "Leer pagos", about: "Comprobantes, facturas, estado de cuenta y retenciones" },
  download: { name: "Descargar", about: "Los mismos archivos de Excel y CSV que en pantalla" },
  reconcile: { name: "Cruces", about: "Comparar una lista de facturas con lo pagado" },
  loads: { name: "Cargar pagos", about: "Cargar y publicar archivos de pagos" },
};

/** The scopes that a text names, separated by commas; undefined where it names anything else. */
export function readScopes(text: string): ProviderScope[] | undefined {
  const words = text.split(",").map((word) => word.trim());
  const scopes = PROVIDER_SCOPES.filter((scope) => words.includes(scope));
  const isRead = scopes.length === new Set(words).size;
  return isRead ? scopes : undefined;
}

/** The names of scopes that are separated by commas. */
export function namesOfScopes(text: string): string {
  const byScope = new Map<string, { name: string }>(Object.entries(SCOPE_WORDS));
  return text.split(",").map((scope) => byScope.get(scope)?.name ?? scope).join(", ");
}
