import { formatNit } from "./nit.ts";

/** The insurer whose portal this is: what pages, mails and files say of it. */
export type EpsIdentity = {
  name: string;
  nit: string;
  phone: string;
  hours: string;
  /** Where affiliates write to; absent where the settings name no address. */
  email?: string;
};

/** What mails, forms and policies say of it: its name, and where one calls. */
export type Eps = Pick<EpsIdentity, "name" | "phone">;

const MUTUAL_SER: EpsIdentity = {
  name: "Mutual Ser",
  nit: "806008394-7",
  phone: "01 8000 116882",
  hours: "lunes a viernes 8:00–12:30 y 13:30–17:00",
};

/** The insurer as the settings name it; what they leave out is Mutual Ser's. */
export function epsIdentity(settings: Partial<EpsIdentity>): EpsIdentity {
  return { ...MUTUAL_SER, ...settings };
}

/** Its NIT as people write it: `806.008.394-7`. */
export function writtenNit({ nit }: Pick<EpsIdentity, "nit">): string {
  return formatNit(nit.split("-")[0] ?? nit);
}
