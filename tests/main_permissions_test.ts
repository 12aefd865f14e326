import { assert, assertEquals, assertMatch } from "@std/assert";
import { openDatabase } from "../db/client.ts";
import { migrateDatabase } from "../db/migrate.ts";
import { SQLD_EXISTS, startSqld } from "./db/support/sqld.ts";
import { createBrowser, csrfOf } from "./support/app.ts";
import { folioIn, FORM, sendCaseForm } from "./support/attention/cases.ts";
import { freePort } from "./support/free_port.ts";

const PQRS = "/afiliados/atencion/pqrs/nueva";
const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PHOTO = new File([new Uint8Array(PNG_START), new Uint8Array(100_000)], "foto.png");
const REPOSITORY = new URL("../", import.meta.url).pathname;

/** What the start task may touch, each with what the process says where it may not. */
const NEEDED: Record<string, RegExp> = {
  net: /^PORT: cannot listen .*Requires net access/,
  read: /Requires read access to "\.env"/,
  write: /Requires write access to "data"/,
  env: /Requires env access/,
  ffi: /Requires ffi access/,
  sys: /Requires sys access/,
};

Deno.test("K3: the start task has each of its permissions because the start fails without it", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile("deno.json"));
  const given = tasks.start.command.match(/(?<=--allow-)\w+/g);
  assertEquals(given, Object.keys(NEEDED));
  for (const [missing, complaint] of Object.entries(NEEDED)) {
    const flags = Object.keys(NEEDED).filter((name) => name !== missing);
    await inFolder(async (folder) => {
      const { code, stderr } = await start(folder, flags, { PORT: String(freePort()) }).output();
      assert(code !== 0, missing);
      assertMatch(new TextDecoder().decode(stderr), complaint, missing);
    });
  }
});

Deno.test(
  "K3: with a remote database and SMTP the network, reading and the settings are enough, also for an attached photo: no native code, and no disk",
  { ignore: !SQLD_EXISTS },
  async () => {
    await using sqld = await startSqld();
    const db = await openDatabase({ url: sqld.url });
    await migrateDatabase(db);
    db.$client.close();
    await inFolder(async (folder) => {
      const port = freePort();
      const process = start(folder, ["net", "read", "env"], {
        PORT: String(port),
        DATABASE_URL: sqld.url,
        MAIL_URL: "smtp://127.0.0.1:9",
        SESSION_SECRETS: "a secret of thirty-two bytes or more",
      }).spawn();
      const said = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
      assertMatch((await said.read()).value ?? "", /^Zona Ser: http/);
      const origin = `http://localhost:${port}`;
      for (const path of ["/ready", "/", "/zona-ser", "/static/app.css"]) {
        const answer = await fetch(origin + path);
        assertEquals(answer.status, 200, path);
        await answer.body?.cancel();
      }
      const form = { tipo: "prestador", usuario: "900356158", contrasena: "una frase cualquiera" };
      const body = new URLSearchParams(form);
      const answer = await fetch(`${origin}/zona-ser`, {
        method: "POST",
        headers: { origin },
        body,
      });
      assertEquals(answer.status, 422);
      await answer.body?.cancel();
      assertMatch(await sendPhoto(origin), /^PQ-/);
      await said.cancel();
      process.kill("SIGTERM");
      assertEquals((await process.status).code, 0);
      await process.stderr.cancel();
    });
  },
);

/** Sends a PQRS with a photo; answers its radicado. */
async function sendPhoto(origin: string): Promise<string> {
  const guest = createBrowser(
    origin,
    (address, init) => fetch(address, { ...init, redirect: "manual" }),
  );
  const page = await (await guest.get(`${PQRS}?tipo=peticion&nombre=si`)).text();
  const [, envio = ""] = /name="envio" value="([^"]*)"/.exec(page) ?? [];
  const fields = { ...FORM, csrf: csrfOf(page), envio };
  const answer = await sendCaseForm(guest, PQRS, fields, [PHOTO]);
  return folioIn(await answer.text());
}

Deno.test("J12: no request that a form or an address asks for leaves the process for another host", async () => {
  await inFolder(async (folder) => {
    const port = freePort();
    const listening = `net=127.0.0.1:${port}`;
    const flags = [listening, "read", "write", "env", "ffi", "sys"];
    const process = start(folder, flags, { PORT: String(port) }).spawn();
    const said = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
    assertMatch((await said.read()).value ?? "", /^Zona Ser: http/);
    const origin = `http://localhost:${port}`;
    const evil = "http://169.254.169.254/latest";
    const paths = [
      `/zona-ser?next=${evil}`,
      `/pagos?desde=${evil}`,
      `/activar?${evil}`,
      `/${evil}`,
    ];
    for (const path of paths) await (await fetch(origin + path)).body?.cancel();
    for (const path of ["/zona-ser", "/registro", "/clave", "/registro/solicitud"]) {
      const names = ["tipo", "usuario", "contrasena", "next", "paso", "nit", "correo", "nombre"];
      const body = new URLSearchParams(names.map((name) => [name, evil]));
      const headers = { origin, "x-forwarded-host": "169.254.169.254", referer: evil };
      const answer = await fetch(origin + path, { method: "POST", headers, body });
      assertEquals(answer.status, 422, path);
      await answer.body?.cancel();
    }
    await said.cancel();
    process.kill("SIGTERM");
    const log = await new Response(process.stderr).text();
    assertEquals((await process.status).code, 0);
    assert(!/NotCapable|Requires net access|169\.254/.test(log), log);
  });
});

function start(folder: string, flags: string[], env: Record<string, string>): Deno.Command {
  const allowed = flags.map((name) => `--allow-${name}`);
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      `--config=${REPOSITORY}deno.json`,
      ...allowed,
      `${REPOSITORY}main.ts`,
      "--listen",
    ],
    cwd: folder,
    env: { NO_COLOR: "1", ...env },
    stdout: "piped",
    stderr: "piped",
  });
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "zona-ser-permissions-" });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
