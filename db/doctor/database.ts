import { STAFF_ROLE_WORDS } from "../../domain/accounts/role.ts";
import type { Config } from "../../lib/config.ts";
import { withoutValues } from "../../lib/error_text.ts";
import { type Db, fileOf, isEmbedded, openDatabase, pingDatabase } from "../client.ts";
import { isTokenRefused } from "../database_down.ts";
import { isMigrated, isOfNewerRelease } from "../migrate.ts";
import { bad, doubtful, type Finding, good } from "./finding.ts";

const ABOUT = "Base de datos";
const SLOW_MS = 250;
const HOUR_MS = 60 * 60 * 1000;
/** What a disk reads in some seconds; of a larger database every page is read by its backups. */
const MAX_READ_BYTES = 1e9;
const MAX_CLOCK_MS = 60 * 1000;
/** Two people publish and undo a load, and somebody looks after the people. */
const NEEDED = { administrador: 1, tesoreria: 2 } as const;

const REFUSED = bad(
  ABOUT,
  "pide un DATABASE_AUTH_TOKEN, o no acepta el que hay",
  "ponga uno firmado con su clave (docs/installing.md)",
);

/** Whether the database answers, is whole, of this release, and what waits in it. */
export async function checkDatabase(
  { database }: Pick<Config, "database">,
  nowMs: number,
): Promise<Finding[]> {
  if (isEmbedded(database.url) && !await exists(fileOf(database.url))) {
    return [doubtful(ABOUT, "todavía no existe", "se crea al iniciar")];
  }
  let db: Db | undefined;
  try {
    db = await openDatabase(database, { besideServer: true });
    const begun = performance.now();
    await pingDatabase(db);
    const tookMs = Math.round(performance.now() - begun);
    if (!await isMigrated(db)) return [judgeSpeed(tookMs), unmigrated(database.url)];
    return [
      judgeSpeed(tookMs),
      ...await isOfNewerRelease(db) ? [NEWER] : [],
      ...isEmbedded(database.url) ? [await checkPages(db, fileOf(database.url))] : [],
      await checkClock(db, nowMs),
      await checkQueue(db, nowMs),
      ...await checkStaff(db),
    ];
  } catch (error) {
    if (isTokenRefused(error)) return [REFUSED];
    return [bad(ABOUT, `no responde: ${reasonOf(error)}`, "revise DATABASE_URL y el servidor")];
  } finally {
    db?.$client.close();
  }
}

/** Whether the replica answers, where there is one: without it the portal goes on at the primary. */
export async function checkReplica({ database }: Pick<Config, "database">): Promise<Finding[]> {
  const url = database.replicaUrl;
  if (url === undefined) return [];
  let db: Db | undefined;
  try {
    // To open a file that is not there would make it.
    if (isEmbedded(url)) await Deno.stat(fileOf(url));
    db = await openDatabase({ ...database, url }, { besideServer: true });
    await pingDatabase(db);
    return [good("Réplica", "responde")];
  } catch (error) {
    const says = isTokenRefused(error) ? "no acepta el DATABASE_AUTH_TOKEN" : "no responde";
    const advice = "revise DATABASE_REPLICA_URL y su servidor; entre tanto lee de la principal";
    return [doubtful("Réplica", says, advice)];
  } finally {
    db?.$client.close();
  }
}

function judgeSpeed(tookMs: number): Finding {
  if (tookMs <= SLOW_MS) return good(ABOUT, `responde en ${tookMs} ms`);
  return doubtful(ABOUT, `responde en ${tookMs} ms`, "acérquela al portal: cada página la espera");
}

function unmigrated(url: string): Finding {
  const says = "no tiene el esquema de esta versión";
  return isEmbedded(url)
    ? doubtful("Esquema", says, "se pone al día al iniciar; haga antes una copia")
    : bad("Esquema", says, "deno task db:migrate");
}

const NEWER = doubtful(
  "Esquema",
  "es de una versión más nueva",
  "ponga esa versión, o vea en su CHANGELOG si esta puede seguir a su lado",
);

/** Of the last ones: several processes may write them in another order than they came. */
const NEWEST_EVENT = `SELECT coalesce(max(at), 0)
  FROM (SELECT at FROM audit_events ORDER BY id DESC LIMIT 100)`;

async function checkPages(db: Db, path: string): Promise<Finding> {
  const { size } = await Deno.stat(path);
  if (size > MAX_READ_BYTES) {
    const says = `${Math.round(size / 1e9)} GB, que aquí no se leen`;
    return good("Páginas", `${says}: las lee cada copia (deno task db:backup)`);
  }
  const answer = await textOf(db, "PRAGMA quick_check(1)");
  return answer === "ok"
    ? good("Páginas", "están enteras")
    : bad("Páginas", answer, "restaure la última copia (docs/operations.md, Backups)");
}

/** Events are written with this machine's clock, so one of tomorrow says that it was set back. */
async function checkClock(db: Db, nowMs: number): Promise<Finding> {
  const newest = Number(await textOf(db, NEWEST_EVENT));
  const theirs = Number(await textOf(db, "SELECT unixepoch() * 1000"));
  const ahead = Math.max(newest - nowMs, Math.abs(theirs - nowMs) - 1000);
  if (ahead <= MAX_CLOCK_MS) return good("Reloj", new Date(nowMs).toISOString());
  return bad(
    "Reloj",
    `difiere en ${Math.round(ahead / 1000)} s del de la base o del último hecho`,
    "sincronícelo (timedatectl set-ntp true): vencen códigos, enlaces y plazos",
  );
}

async function checkQueue(db: Db, nowMs: number): Promise<Finding> {
  const late = Number(
    await textOf(
      db,
      `SELECT count(*) FROM outbox_mails
     WHERE sent_at IS NULL AND given_up_at IS NULL AND not_before < ${nowMs - HOUR_MS}`,
    ),
  );
  const failed = Number(
    await textOf(db, "SELECT count(*) FROM outbox_mails WHERE given_up_at IS NOT NULL"),
  );
  const says = `${late} esperan hace más de una hora, ${failed} no salieron`;
  if (late + failed === 0) return good("Cola de correos", "al día");
  const advice = "vea /funcionario/correos; si esperan, el portal no corre o el servidor no acepta";
  return doubtful("Cola de correos", says, advice);
}

async function checkStaff(db: Db): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [role, needed] of Object.entries(NEEDED)) {
    const count = Number(
      await textOf(
        db,
        `SELECT count(*) FROM users WHERE kind = 'staff' AND staff_role = '${role}'
       AND activated_at IS NOT NULL AND disabled_at IS NULL`,
      ),
    );
    const name = Reflect.get(STAFF_ROLE_WORDS, role);
    const says = `${count} con el rol ${name}`;
    findings.push(
      count >= needed ? good("Personas", says) : doubtful(
        "Personas",
        `${says}; hacen falta ${needed}`,
        `deno task staff:invite CORREO --role=${role}`,
      ),
    );
  }
  return findings;
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

/** What was the first to fail: around it stands but "fetch failed". The address is in the settings. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return withoutValues(String(error));
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return withoutValues(error.message).replace(/ for url \([^()]*\)/, "");
}

/** The one value of a question, as text. */
async function textOf(db: Db, sql: string): Promise<string> {
  const { rows } = await db.$client.execute(sql);
  return String(rows[0]?.[0] ?? "");
}
