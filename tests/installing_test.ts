import { assert, assertEquals } from "@std/assert";
import { parse } from "dotenv";
import { readConfig } from "../lib/config.ts";
import { SETTING_NAMES } from "../lib/config/settings.ts";
import { temporaryFolder } from "./db/support/process.ts";

const GUIDE = await Deno.readTextFile("docs/installing.md");
const ONLY_IN_A_SERVICE = ["--cached-only", "--no-prompt"];

Deno.test("the settings that the guide's lines write are read as they were meant", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/zona-ser.env`;
  const [, block = ""] = /```sh\n([^`]*?^cat > \/etc\/zona-ser\.env .*?)```/ms.exec(GUIDE) ?? [];
  const lines = block.split("\n").filter((line) => !/^(?:install|nano) /.test(line)).join("\n");
  assert(lines !== "");
  const script = lines.replaceAll("/etc/zona-ser.env", path);
  assert((await new Deno.Command("sh", { args: ["-e", "-c", script] }).output()).success);
  const settings = parse(await Deno.readTextFile(path));
  const unknown = Object.keys(settings).filter((name) => !SETTING_NAMES.includes(name));
  assertEquals(unknown, []);
  const { sessionSecrets, backupPassphrase, mail, eps } = await readConfig(settings);
  assertEquals([sessionSecrets.length, sessionSecrets[0]?.length, backupPassphrase?.length], [
    1,
    64,
    64,
  ]);
  assertEquals(mail.from, "Zona Ser <portal@eps.example>");
  assertEquals(eps.hours, "lunes a viernes 8:00–12:30 y 13:30–17:00");
  assertEquals(Object.values(eps).length, 5);
});

Deno.test("the guide's services run what the tasks run, and may ask the kernel for memory keys", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile("deno.json"));
  const started = GUIDE.matchAll(/^ExecStart=.*?\/deno (run .*)$/gm).map(([, command = ""]) =>
    command.split(" ").filter((word) => !ONLY_IN_A_SERVICE.includes(word)).join(" ")
  );
  const [portal, backup = ""] = [...started];
  assertEquals(`deno ${portal}`, tasks.start.command);
  assert(`deno ${backup}`.startsWith(`${tasks["db:backup"].command} "/var/backups/zona-ser/`));
  // V8 asks for one when it starts; a filter that lacks them ends the process there.
  for (const unit of units().filter((unit) => /^ExecStart=.*\/deno /m.test(unit))) {
    assert(unit.includes("SystemCallFilter=@system-service @pkey\n"), unit);
  }
});

Deno.test("a service that ends by a failure is started again, however often and with a pause", () => {
  const restarting = units().filter((unit) => unit.includes("Restart=on-failure"));
  assertEquals(restarting.length, 2);
  for (const unit of restarting) {
    assert(unit.includes("\nStartLimitIntervalSec=0\n\n[Service]"), unit);
    assert(unit.includes("\nRestartSec=2\n"), unit);
  }
});

Deno.test("the guide installs what is deployed, and its command runs each task with the task's permissions", async () => {
  const { tasks, deploy } = JSON.parse(await Deno.readTextFile("deno.json"));
  const installs = GUIDE.matchAll(/^deno install .*$/gm).map(([line]) => line);
  assertEquals([...installs], [deploy.install, deploy.install]);
  await using folder = await temporaryFolder();
  const [, script = ""] = /^cat > \/usr\/local\/bin\/zona-ser <<'SH'\n(.*?)^SH$/ms.exec(GUIDE) ??
    [];
  const said = script.replace("/opt/zona-ser/current", Deno.cwd())
    .replace("exec setpriv --reuid=zonaser --regid=zonaser --init-groups", "echo");
  await Deno.writeTextFile(`${folder.path}/zona-ser`, said);
  for (const name of COMMANDS) {
    const args = [`${folder.path}/zona-ser`, name, "a b"];
    const { stdout } = await new Deno.Command("sh", { args }).output();
    const words = new TextDecoder().decode(stdout).trim().split(" ").filter((word) =>
      !ONLY_IN_A_SERVICE.includes(word)
    );
    assertEquals(words.join(" "), `${withoutEngine(tasks[name].command)} a b`);
  }
  const { code } = await new Deno.Command("sh", {
    args: [`${folder.path}/zona-ser`, "start"],
    stderr: "null",
  }).output();
  assertEquals(code, 2);
});

/** The units of systemd that the guide writes. */
function units(): string[] {
  return [...GUIDE.matchAll(/^```ini\n(.*?)^```$/gms)].map(([, unit = ""]) => unit);
}

/** What an operator types on one machine. */
const COMMANDS = [
  "load",
  "token:create",
  "staff:invite",
  "audit:verify",
  "db:migrate",
  "db:backup",
  "db:restore",
  "doctor",
];

/** Flags of the engine make a command quicker; what it may touch is the same. */
function withoutEngine(command: string): string {
  return command.replace(/--v8-flags=\S+ /, "");
}
