import type { CivilDate } from "../dates.ts";
import type { Callback } from "./callback.ts";

/** A request to be called, as the staff's list shows it: neither person nor speciality. */
export type WaitingCallback = Pick<Callback, "folio" | "askedAt" | "promisedOn">;

/** An appointment whose slot a load took off the agenda. */
export type ClashingAppointment = {
  id: string;
  code: string;
  startsAt: number;
  siteName: string | null;
};

/** A slot of a site's day; `code` is of the appointment that has it. */
export type DeskSlot = {
  professional: string;
  careKind: string;
  startsAt: number;
  isOpen: boolean;
  isHeld: boolean;
  appointmentId: string | null;
  code: string | null;
};

export type DeskSite = { code: string; name: string };

/** What the staff of agendas looks at: what waits, and one day of one site. */
export type AgendaDesk = {
  callbacks: WaitingCallback[];
  clashes: ClashingAppointment[];
  sites: DeskSite[];
  slots: DeskSlot[];
};

/** Which day of which site is shown; no site is one that nobody has chosen. */
export type DeskDay = { siteCode: string; day: CivilDate };

/** What became of a slot, in words. */
export function slotState({ code, isOpen, isHeld }: DeskSlot): string {
  if (code !== null) return isOpen ? "Apartada" : "Apartada, por mover";
  if (!isOpen) return "Cerrada";
  return isHeld ? "La está tomando alguien" : "Libre";
}
