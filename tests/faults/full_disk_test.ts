import { assert, assertEquals, assertMatch } from "@std/assert";
import { sealChain } from "../../db/audit/seal.ts";
import { canMount, mountDisk } from "../attack/audit/small_disk.ts";
import { rowsOf } from "../db/support/contents.ts";
import { looking } from "../db/support/many_lines.ts";
import { readUntil, ROOT, run, temporaryFolder } from "../db/support/process.ts";
import { createBrowser } from "../support/app.ts";
import { FORM, sendCaseForm } from "../support/attention/cases.ts";
import { templateOf } from "../support/database.ts";
import { A, load, PROVIDERS } from "../support/files.ts";
import { addLoadToken, invite, sendLoad } from "../support/faults/full_disk.ts";
import { sendList } from "../support/reconciliation/lists.ts";
import { freePort } from "../support/free_port.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";
import { addPerson, PASSWORD } from "../support/people.ts";
import { assertSound } from "./process.ts";

const SECRETS = ["a secret of thirty-two bytes or more"];
const SIGN_IN = { tipo: "prestador", usuario: A, contrasena: PASSWORD };
const DISK_MIB = 32;
const ROUNDS = 2;
const PQRS = "/afiliados/atencion/pqrs/nueva";
const SENTENCE = /No podemos responder ahora mismo|No hay espacio en el disco del servidor/;
const COUNTS = `SELECT (SELECT count(*) FROM attention_cases) AS cases,
  (SELECT count(*) FROM files) AS files, (SELECT count(*) FROM invitations) AS invitations,
  (SELECT count(*) FROM kept_lists) AS lists, (SELECT group_concat(status) FROM loads) AS loads`;

const template = templateOf(async (db) => {
  await sealChain(db, SECRETS, Date.now());
  await load(db, [PROVIDERS(), ...somePayments()]);
  await addPerson(db, { kind: "representative" }, [[A, "representante"]]);
  const staff = { kind: "staff", email: "t@eps.example", staffRole: "tesoreria" } as const;
  const madeBy = await addPerson(db, { ...staff, totpConfirmedAt: 0 }, []);
  await addLoadToken(db, madeBy);
});

Deno.test({
  name:
    "U13: on a disk that is really full the portal says so, goes on, leaves nothing half, and recovers (skipped where no disk can be mounted)",
  ignore: !await canMount(),
  fn: isFilledAndRecovers,
});

async function isFilledAndRecovers(): Promise<void> {
  await using folder = await temporaryFolder();
  const mounted = await mountDisk(`${folder.path}/disk`, DISK_MIB);
  assert(!("refused" in mounted));
  await using disk = mounted;
  await using portal = await startOn(disk.folder);
  const provider = portal.browser();
  const backup = `${disk.folder}/backup.db`;
  assertEquals(statusesOf(await askAll(portal, provider)), WELL);
  for (const file of [backup, `${backup}.sha256`]) await Deno.remove(file);
  const before = await lookAt(portal);
  await disk.fill();
  for (let round = 0; round < ROUNDS; round++) {
    const answers = await askAll(portal, provider);
    assertEquals(statusesOf(answers), FULL);
    for (const { name, status, text } of answers) {
      if (status === 503) assertMatch(text, SENTENCE, name);
    }
    const { text } = answers.find(({ name }) => name === "backup") ?? { text: "" };
    assertMatch(text, /^No hay espacio en el disco[^\n]*\n$/);
  }
  assertEquals(await lookAt(portal), before);
  await disk.empty();
  assertEquals(statusesOf(await askAll(portal, provider)), WELL);
  const after = await lookAt(portal);
  assertEquals(after.rows, [{
    cases: 2,
    files: 4,
    invitations: 2,
    lists: 2,
    loads: "published,waiting,waiting",
  }]);
  assertEquals(after.parts, []);
  const lines = (await Deno.readTextFile(`${disk.folder}/log`)).split("\n");
  const lost = lines.find((line) => line.includes('"event":"log lines lost"'));
  assert(JSON.parse(lost ?? "{}").count > 0, "the log says that lines are missing");
}

type Portal = Awaited<ReturnType<typeof startOn>>;
const WELL = {
  "sign-in": 303,
  search: 200,
  download: 200,
  cruce: 303,
  "forgotten password": 200,
  invitation: 303,
  load: 201,
  PQRS: 200,
  backup: 0,
  "/health": 200,
  "/ready": 200,
};
const FULL = {
  ...WELL,
  "sign-in": 503,
  download: 503,
  cruce: 503,
  "forgotten password": 503,
  invitation: 503,
  load: 503,
  PQRS: 503,
  backup: 3,
};

function statusesOf(answers: Answer[]): Record<string, number> {
  return Object.fromEntries(answers.map(({ name, status }) => [name, status]));
}

/** What is stored, and what is only a part of something. */
async function lookAt({ url, folder }: Portal) {
  let rows: unknown;
  await looking(url, async (db) => {
    await assertSound(db);
    rows = await rowsOf(db, COUNTS);
  });
  const names = async (path: string) =>
    (await Array.fromAsync(Deno.readDir(path))).map(({ name }) => name);
  const parts = [
    ...await names(`${folder}/tmp`),
    ...(await names(`${folder}/outbox`)).filter((name) => !name.endsWith(".eml")),
    ...(await names(folder)).filter((name) => /copying|\.part|^session-secrets\./.test(name)),
  ];
  return { rows, parts };
}

/** A portal that has everything on one disk: database, mails, temporary files and its log. */
async function startOn(folder: string) {
  const url = `file:${folder}/zona-ser.db`;
  await Deno.copyFile(await template(), `${folder}/zona-ser.db`);
  await Deno.writeTextFile(`${folder}/session-secrets`, SECRETS.join());
  await Deno.mkdir(`${folder}/tmp`);
  const port = freePort();
  const env = {
    DATABASE_URL: url,
    MAIL_URL: `file:${folder}/outbox`,
    PORT: String(port),
    TMPDIR: `${folder}/tmp`,
  };
  const process = new Deno.Command("sh", {
    args: ["-c", `exec "$0" run -A main.ts --listen 2>"${folder}/log"`, Deno.execPath()],
    cwd: ROOT,
    env,
    stdout: "piped",
  }).spawn();
  await readUntil(process.stdout, (said) => said.includes("\n"));
  const origin = `http://localhost:${port}`;
  return {
    url,
    env,
    origin,
    folder,
    browser: () =>
      createBrowser(origin, (address, init) => fetch(address, { ...init, redirect: "manual" })),
    async [Symbol.asyncDispose]() {
      process.kill("SIGTERM");
      await process.status;
    },
  };
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

type Answer = { name: string; status: number; text: string };

/** What people do, one after the other. */
async function askAll(portal: Portal, provider: ReturnType<Portal["browser"]>) {
  const answers: Answer[] = [];
  const note = async (name: string, asked: Promise<Response>) => {
    const answer = await asked;
    answers.push({ name, status: answer.status, text: await answer.text() });
  };
  const guest = portal.browser();
  await note("sign-in", provider.post("/zona-ser", SIGN_IN));
  await note("search", provider.get(`/pagos?${ALL_MARCH}`));
  await note("download", provider.get(`/export.xlsx?${ALL_MARCH}`));
  await note("cruce", sendList(provider, new File(["Factura;Valor\nFEV-1;10,00\n"], "lista.csv")));
  await note("forgotten password", guest.post("/clave", { usuario: A }));
  await note("invitation", invite(provider));
  await note("load", sendLoad(portal.origin));
  const page = await (await guest.get(`${PQRS}?tipo=peticion&nombre=si`)).text();
  const photo = new File([new Uint8Array([...PNG, ...new Uint8Array(200_000)])], "foto.png");
  const [, csrf = ""] = /name="csrf" value="([^"]*)"/.exec(page) ?? [];
  const [, envio = ""] = /name="envio" value="([^"]*)"/.exec(page) ?? [];
  await note("PQRS", sendCaseForm(guest, PQRS, { ...FORM, csrf, envio }, [photo]));
  const backup = await run("db/commands/backup.ts", [`${portal.folder}/backup.db`], portal.env);
  answers.push({ name: "backup", status: backup.code, text: backup.stderr });
  for (const path of ["/health", "/ready"]) await note(path, guest.get(path));
  return answers;
}
