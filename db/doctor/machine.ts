import { statfs } from "node:fs/promises";
import { epsIdentity } from "../../domain/eps.ts";
import { formatSize } from "../../domain/file.ts";
import { type Config, mistypedVariables } from "../../lib/config.ts";
import { isPublicHttp } from "../../lib/public_http.ts";
import { fileOf, isEmbedded } from "../client.ts";
import { bad, doubtful, type Finding, good } from "./finding.ts";

const MEBIBYTE = 1024 * 1024;
const MIN_FREE_BYTES = 200 * MEBIBYTE;
/** A backup beside the database, or a large load, needs about its size again. */
const COMFORTABLE_TIMES = 2;
const MAX_LOG_BYTES = 1024 * MEBIBYTE;
/** Read or written by others than its user. */
const FOR_OTHERS = 0o077;

/** Whether a variable of the process looks like a setting that is not set. */
export function checkNames(): Finding {
  const mistyped = mistypedVariables();
  if (mistyped.length === 0) return good("Configuración", "se entiende");
  const names = mistyped.map(({ name }) => name).join(", ");
  const meant = mistyped.map((one) => one.meant).join(", ");
  return doubtful("Configuración", `no se lee ${names}`, `si es ${meant}, corrija su nombre`);
}

/** Whether the settings say whose portal it is: what they leave out is another insurer's. */
export function checkInsurer({ eps }: Config): Finding {
  const missing = [
    ["EPS_NAME", eps.name],
    ["EPS_NIT", eps.nit],
    ["EPS_PHONE", eps.phone],
    ["EPS_HOURS", eps.hours],
  ].flatMap(([name, value]) => value === undefined ? [name] : []).join(", ");
  const { name } = epsIdentity(eps);
  if (missing === "") return good("Entidad", name);
  return doubtful(
    "Entidad",
    `${name}; sin ${missing} vale lo de Mutual Ser`,
    "póngalas, también donde es lo mismo",
  );
}

/** The address under which the portal is reached. */
export function checkOrigin({ baseUrl }: Config): Finding {
  if (!isPublicHttp(baseUrl)) return good("Dirección", baseUrl);
  return bad(
    "Dirección",
    `${baseUrl} es pública y va sin TLS: las contraseñas se leen en el camino`,
    "ponga un proxy con TLS delante y BASE_URL=https://…",
  );
}

/** Whether backups are encrypted, where a command makes them. */
export function checkPassphrase({ backupPassphrase }: Config): Finding {
  if (backupPassphrase !== undefined) return good("Copias", "se cifran");
  return doubtful("Copias", "se hacen sin cifrar", "ponga BACKUP_PASSPHRASE y guárdela aparte");
}

/**
 * The disk below an embedded database: free space, its log, and who may read it. Nothing of a folder
 * that the first start makes, or that cannot be read: `checkDatabase` says so.
 */
export async function checkDisk({ database }: Config): Promise<Finding[]> {
  if (!isEmbedded(database.url)) return [];
  const path = fileOf(database.url);
  const found = await Deno.stat(path).catch(() => undefined);
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : ".";
  const disk = await statfs(folder).catch(() => undefined);
  if (!disk) return [];
  const size = found?.size ?? 0;
  return [
    judgeSpace(disk.bavail * disk.bsize, size),
    judgeMode(path, found?.mode ?? 0),
    judgeLog((await Deno.stat(`${path}-wal`).catch(() => undefined))?.size ?? 0),
  ];
}

function judgeSpace(free: number, size: number): Finding {
  const says = `quedan ${formatSize(free)}; la base de datos ocupa ${formatSize(size)}`;
  const advice = "libere espacio: una carga o una copia no cabría";
  if (free < MIN_FREE_BYTES) return bad("Disco", says, advice);
  return free < size * COMFORTABLE_TIMES ? doubtful("Disco", says, advice) : good("Disco", says);
}

function judgeMode(path: string, mode: number): Finding {
  if ((mode & FOR_OTHERS) === 0) return good("Permisos", "solo el usuario del portal lee la base");
  return bad("Permisos", "otros usuarios de la máquina leen la base", `chmod 600 ${path}*`);
}

function judgeLog(size: number): Finding {
  if (size <= MAX_LOG_BYTES) return good("Registro de escritura", formatSize(size));
  return doubtful(
    "Registro de escritura",
    `${formatSize(size)}: alguien lee desde hace mucho`,
    "reinicie el portal",
  );
}
