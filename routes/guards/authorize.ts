import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { METHOD_NAME_ALL } from "hono/router";
import { whyNoCare } from "../../domain/affiliates/retired.ts";
import { Problem } from "../../domain/errors.ts";
import { POLICY_VERSION } from "../../domain/accounts/policy.ts";
import {
  may,
  type Permission,
  staffMay,
  type StaffPermission,
  type StaffRole,
} from "../../domain/accounts/role.ts";
import { type Ctx, type Env, personOf, sessionOf } from "../context.ts";
import { isFragment, leadPageTo, reloadPage } from "../htmx.ts";

export const ACCEPT_POLICY = "/politicas/aceptar";
export const SECOND_FACTOR = "/cuenta/segundo-factor";
export const CHOOSE_PROVIDER = "/cuenta/ips";

/** The header in which a tab says for which provider its page was made. */
export const PAGE_NIT_HEADER = "Zona-Ser-Nit";

/**
 * Somebody who signed in. The staff must have a second factor first, and everybody must have accepted
 * today's policies; until then nothing else opens. Nobody signs in for an address that no page has.
 */
export function requirePerson(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!hasHandler(c)) return await c.notFound();
    const { user } = sessionOf(c);
    if (isFragment(c) && isOfOtherProvider(c)) {
      return reloadPage(c, 409);
    }
    const step = user.kind === "staff" && !user.hasSecondFactor
      ? SECOND_FACTOR
      : user.acceptedPolicy === POLICY_VERSION
      ? undefined
      : ACCEPT_POLICY;
    if (step === undefined || c.req.path === step) return await next();
    return leadTo(c, step);
  };
}

/** Somebody who works with a provider now, and may at least view its data. */
export function requireProvider(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { kind } = sessionOf(c).user;
    if (kind === "staff" || kind === "affiliate") {
      throw new Problem("forbidden", "Esta página es de los prestadores.");
    }
    if (!c.get("provider")) return leadTo(c, CHOOSE_PROVIDER);
    return await next();
  };
}

/** An affiliate. */
export function requireAffiliate(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!sessionOf(c).affiliate) {
      throw new Problem("forbidden", "Esta página es de los afiliados.");
    }
    return await next();
  };
}

/** A person who is affiliated still, to ask for care. */
export function requireCare(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const why = whyNoCare(personOf(c));
    if (why) throw new Problem("conflict", why);
    return await next();
  };
}

/** A member of the provider's team whose role allows it. */
export function requirePermission(permission: Permission): MiddlewareHandler<Env> {
  return async (c, next) => {
    const role = c.get("role");
    if (role !== undefined && !may(role, permission)) {
      throw new Problem("forbidden", FORBIDDEN[permission]);
    }
    await next();
  };
}

const FORBIDDEN: Record<Permission, string> = {
  view: "Su rol no permite ver esta página.",
  download: "Su rol permite consultar en pantalla, no descargar. Pídale otro al administrador.",
  report: "Su rol permite leer las consultas, no abrirlas. Pídale otro al administrador.",
  mark: "Su rol permite leer lo que su equipo anota, no anotar. Pídale otro al administrador.",
  manageTeam: "Solo el representante legal y los administradores manejan el equipo.",
  managePrograms: "Solo el representante legal y los administradores manejan los programas.",
};

/** A member of the staff whose role allows it; without a permission, any of them. */
export function requireStaff(...permissions: StaffPermission[]): MiddlewareHandler<Env> {
  return async (c, next) => {
    const staffRole = staffRoleOf(c);
    const isAllowed = staffRole !== null &&
      (permissions.length === 0 || permissions.some((one) => staffMay(staffRole, one)));
    if (!isAllowed) throw new Problem("forbidden", "Esta página no es de su rol.");
    await next();
  };
}

/** The role of whoever signed in, or of the owner of a script's token. */
export function staffRoleOf(c: Ctx): StaffRole | null {
  const staff = c.get("staff") ?? c.get("session")?.user;
  if (staff) return staff.staffRole;
  if (c.get("provider")) return null;
  throw new Problem("signedOut");
}

/** Whether anything but guards, which come before every method, is mounted at this address. */
function hasHandler(c: Ctx): boolean {
  return matchedRoutes(c).some(({ method }) => method !== METHOD_NAME_ALL);
}

function isOfOtherProvider(c: Ctx): boolean {
  const nit = c.req.header(PAGE_NIT_HEADER);
  return nit !== undefined && nit !== (c.get("provider")?.nit ?? "");
}

/** Leads whoever asks elsewhere: a page, or the whole page around a part. */
export function leadTo(c: Ctx, address: string): Response {
  if (!isFragment(c)) return c.redirect(address, 303);
  return leadPageTo(c, address, 403);
}
