import { hashPassword } from "../lib/password.ts";
import { dateInBogota } from "../domain/dates.ts";
import type { Sheet } from "../domain/load.ts";
import type { Db } from "./client.ts";
import { createDemoFiles } from "./demo_data.ts";
import { DEMO_PROVIDERS } from "./demo_providers.ts";
import { loadFiles } from "./load_files.ts";
import { instance, providers, users } from "./schema.ts";
import { eq, inArray } from "drizzle-orm";

export const DEMO_DATABASE_URL = "file:data/demo.db";
export const DEMO_PASSWORD = "tres tigres comen trigo";

const KIND = "kind";
const DEMO = "demo";

export async function isDemoDatabase(db: Db): Promise<boolean> {
  const [row] = await db.select().from(instance).where(eq(instance.key, KIND));
  return row?.value === DEMO;
}

/** Fills an empty database with the demo data, through the same load as real files; once. */
export async function seedDemo(db: Db, now: () => number): Promise<void> {
  if (await isDemoDatabase(db)) return;
  const report = await loadFiles(db, sheets(dateInBogota(now())), { source: "demo", now });
  if (report.errors[0]) throw new Error(`demo data: ${report.errors[0].message}`);
  const nits = DEMO_PROVIDERS.filter((one) => one.hasAccount).map((one) => one.nit);
  const rows = await db.select({ id: providers.id }).from(providers)
    .where(inArray(providers.nit, nits));
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await db.batch([
    db.insert(users).values(rows.map(({ id }) => ({
      providerId: id,
      role: "representative",
      passwordHash,
      activatedAt: now(),
    }))).onConflictDoNothing(),
    db.insert(instance).values({ key: KIND, value: DEMO }),
  ]);
}

/** What a newcomer needs to sign in, as text for the terminal. */
export function describeDemo(mailUrl: string): string {
  const lines = DEMO_PROVIDERS.map((provider) => {
    const access = provider.hasAccount
      ? `usuario ${provider.nit}, contraseña ${DEMO_PASSWORD}`
      : `sin cuenta: regístrela con el NIT ${provider.nit} y la cédula ${provider.representativeId}1`;
    return `  ${provider.legalName}: ${access} (${provider.about})`;
  });
  const outbox = mailUrl.replace(/^file:/, "la carpeta ");
  return ["Cuentas de demostración:", ...lines, `Los correos llegan a ${outbox}`].join("\n");
}

async function* sheets(today: string): AsyncGenerator<Sheet> {
  for (const { file, rows } of createDemoFiles(today)) {
    yield { file, sheet: null, rows: numbered(rows) };
  }
}

async function* numbered(rows: Iterable<string[]>) {
  let number = 0;
  for (const cells of rows) yield { cells, number: ++number };
}
