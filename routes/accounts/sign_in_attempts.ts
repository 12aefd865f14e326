import { z } from "zod";
import type { TypedUser } from "../../components/accounts/sign_in_page.tsx";
import type { Attempt } from "../../db/accounts/attempts.ts";
import type { AccountKey } from "../../db/accounts/users.ts";
import {
  SIGN_IN_BY_SOURCE,
  SIGN_IN_BY_USER,
  SIGN_IN_FROM_HERE,
} from "../../domain/accounts/attempt_limit.ts";
import { readDocumentNumber, readDocumentType } from "../../domain/affiliates/affiliate.ts";
import { parseNit } from "../../domain/nit.ts";
import { canonicalEmail } from "../../domain/providers/provider.ts";

/** The fields of `TypedUser` in a form. */
export const USER_INPUT = {
  tipo: z.string().max(20).default("prestador"),
  tipoDocumento: z.string().max(10).default("CC"),
  usuario: z.string().max(254).default(""),
};

/**
 * Whom a typed Usuario names: a representative by the NIT, an affiliate by the document, anybody else
 * by the address.
 */
export function keyOf({ tipo, tipoDocumento, usuario }: TypedUser): AccountKey | undefined {
  if (tipo === "afiliado") {
    const documentType = readDocumentType(tipoDocumento);
    const documentNumber = readDocumentNumber(usuario.trim());
    return documentType && documentNumber ? { documentType, documentNumber } : undefined;
  }
  const email = canonicalEmail(usuario);
  if (tipo === "funcionario") return email === undefined ? undefined : { kind: "staff", email };
  if (email !== undefined) return { kind: "member", email };
  const nit = parseNit(usuario);
  return nit === undefined ? undefined : { nit };
}

/** What to say where Usuario names nobody of its kind. */
export function missingUser(tipo: string): string {
  if (tipo === "funcionario") return "Escriba su correo.";
  if (tipo === "afiliado") return "Escriba el número de su documento.";
  return "Escriba el NIT de su IPS o su correo.";
}

/** What attempts are counted by: every spelling of one user is one. */
export function nameOf(key: AccountKey | undefined, typed: string): string {
  if (key === undefined || "id" in key) return typed.trim();
  if ("documentType" in key) return `${key.documentType} ${key.documentNumber}`;
  return "nit" in key ? key.nit : `${key.kind} ${key.email}`;
}

/**
 * What counts as an attempt: of this user from this place, from this place at all, and of this user
 * from any place where the user has not signed in lately.
 */
export function attemptsOf(
  { user, source }: { user: string; source: string },
  isKnown: boolean,
): Attempt[] {
  const attempts: Attempt[] = [
    { limit: SIGN_IN_FROM_HERE, of: `${user}\n${source}` },
    { limit: SIGN_IN_BY_SOURCE, of: source },
  ];
  return isKnown ? attempts : [...attempts, { limit: SIGN_IN_BY_USER, of: user }];
}

/** Whether an attempt is counted by its user, so that signing in forgets it. */
export function isOfUser({ limit }: Attempt): boolean {
  return limit !== SIGN_IN_BY_SOURCE;
}
