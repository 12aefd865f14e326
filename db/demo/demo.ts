import { createPasswords } from "../../lib/password/password.ts";
import { dateInBogota } from "../../domain/dates.ts";
import { writtenCode } from "../../domain/code.ts";
import type { Sheet } from "../../domain/loads/files.ts";
import { STAFF_ROLE_WORDS } from "../../domain/accounts/role.ts";
import type { Db } from "../client.ts";
import { seedDemoActas } from "./actas.ts";
import { createDemoAffiliates } from "./affiliates.ts";
import { createCutAgenda, createDemoAgendas } from "./agendas.ts";
import { seedDemoAppointments } from "./appointments.ts";
import { seedDemoCases } from "./cases.ts";
import { seedDemoEnrolments } from "./enrolments.ts";
import { createDemoFiles, type DemoFile } from "./files.ts";
import { DEMO_CODES, seedDemoCertificates } from "./certificates.ts";
import { isDemoDatabase, markDemo } from "./database.ts";
import { seedDemoInquiries } from "./inquiries.ts";
import { seedDemoMarks } from "./marks.ts";
import { seedDemoLoads } from "./loads.ts";
import { createDemoMedicines, seedDemoMedicineRequests } from "./medicines.ts";
import {
  DEMO_AFFILIATES,
  DEMO_MEMBERS,
  DEMO_STAFF,
  DEMO_TOTP_SECRET,
  seedDemoPeople,
  seedDemoRequests,
} from "./people.ts";
import { DEMO_PLACE_FILES } from "./places.ts";
import { seedDemoPrograms } from "./programs.ts";
import { DEMO_PROVIDERS } from "./providers.ts";
import { seedDemoReporting } from "./reporting.ts";
import { seedDemoStaffWork } from "./staff_work.ts";
import { seedDemoWebhooks } from "./webhooks.ts";
import { loadFiles } from "../loads/files.ts";

export const DEMO_PASSWORD = "tres tigres comen trigo";

/**
 * Fills an empty database with the demo data, once; payments come in by a load, as real files do.
 */
export async function seedDemo(
  db: Db,
  now: () => number,
  sessionSecrets: string[],
): Promise<void> {
  if (await isDemoDatabase(db)) return;
  const today = dateInBogota(now());
  const report = await loadFiles(db, sheetsOf(filesOf(today, now())), { source: "demo", now });
  if (report.errors[0]) throw new Error(`demo data: ${report.errors[0].message}`);
  using passwords = createPasswords();
  const passwordHash = await passwords.hash(DEMO_PASSWORD);
  await seedDemoPeople(db, now(), { passwordHash, sessionSecrets });
  await seedDemoRequests(db, now(), today);
  await seedDemoInquiries(db, now(), today);
  await seedDemoMarks(db, now());
  await seedDemoPrograms(db, now(), today);
  await seedDemoCases(db, today);
  await seedDemoEnrolments(db, today);
  await seedDemoReporting(db, now(), today);
  await seedDemoLoads(db, now, today);
  await seedDemoActas(db, now(), today);
  await seedDemoStaffWork(db, now(), { passwordHash });
  await seedDemoAppointments(db, now(), today);
  await loadFiles(db, sheetsOf([createCutAgenda(today)]), { source: "demo", now });
  await seedDemoMedicineRequests(db, now());
  await seedDemoCertificates(db, now());
  await seedDemoWebhooks(db, now(), sessionSecrets);
  await markDemo(db);
}

/** What a newcomer needs to sign in, as text for the terminal. */
export function describeDemo(mailUrl: string): string {
  const providers = DEMO_PROVIDERS.map((provider) => {
    const access = provider.hasAccount
      ? `usuario ${provider.nit}, contraseña ${DEMO_PASSWORD}`
      : `sin cuenta: regístrela con el NIT ${provider.nit} y la cédula ${provider.representativeId}1`;
    return `  ${provider.legalName}: ${access} (${provider.about})`;
  });
  const members = DEMO_MEMBERS.map(({ email, about }) => `  ${email} (${about})`);
  const affiliates = DEMO_AFFILIATES.map(({ documentType, documentNumber, about }) =>
    `  ${documentType} ${documentNumber} (${about})`
  );
  const staff = DEMO_STAFF.map(({ email, role }) => `  ${email} (${STAFF_ROLE_WORDS[role]})`);
  return [
    "Cuentas de demostración:",
    ...providers,
    "Personas de los equipos, con la misma contraseña y el correo como usuario:",
    ...members,
    "Afiliados, con la misma contraseña y el documento como usuario; Tipo Usuario Afiliado:",
    ...affiliates,
    "Funcionarios, con la misma contraseña; Tipo Usuario Funcionario:",
    ...staff,
    `  clave para su aplicación de códigos: ${DEMO_TOTP_SECRET}`,
    "Certificados para probar /verificar:",
    `  ${writtenCode(DEMO_CODES.affiliation)} (de afiliación, vale)`,
    `  ${writtenCode(DEMO_CODES.withholding)} (de retención, los pagos cambiaron después)`,
    "Solicitudes de afiliación, en Afiliarse, «Ya empecé»: radicado que termina en DEMADEMA y",
    "  borrador@correo.example (borrador), o DEMCDEMC y devuelta@correo.example (devuelta)",
    `Los correos llegan a ${mailUrl.replace(/^file:/, "la carpeta ")}`,
  ].join("\n");
}

function filesOf(today: string, nowMs: number): DemoFile[] {
  return [
    ...createDemoFiles(today),
    createDemoAffiliates(today),
    ...DEMO_PLACE_FILES,
    ...createDemoAgendas(today),
    createDemoMedicines(nowMs),
  ];
}

async function* sheetsOf(files: DemoFile[]): AsyncGenerator<Sheet> {
  for (const { file, rows } of files) {
    yield { file, sheet: null, rows: numbered(rows) };
  }
}

async function* numbered(rows: Iterable<string[]>) {
  yield [...rows].map((cells, index) => ({ cells, number: index + 1 }));
}
