import type { EpsIdentity } from "../eps.ts";

type Settings = { baseUrl: string; eps: Pick<EpsIdentity, "name"> };

/**
 * The mail with the link by which somebody joins a provider's team, or the staff; the link alone on
 * its line.
 */
export function invitationMail(
  to: string,
  { team, roleName }: { team: string; roleName: string },
  { baseUrl, eps }: Settings,
  token: string,
): { to: string; subject: string; text: string } {
  const text = [
    `Le invitaron a trabajar en Zona Ser con ${team}, como ${roleName}.`,
    "Abra este enlace para aceptar:",
    `${baseUrl}/invitacion?${token}`,
    "El enlace vence en tres días y sirve una sola vez.",
    "Si no esperaba esta invitación, no haga nada.",
  ].join("\n\n");
  return { to, subject: `Le invitaron a Zona Ser de ${eps.name}`, text: `${text}\n` };
}
