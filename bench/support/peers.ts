import { copyDatabase, type Stage } from "./stage.ts";
import { hasProgram, pythonWith } from "./programs.ts";
import { freePort, type Server, startServer } from "./server.ts";

const PEERS = new URL("../peers", import.meta.url).pathname;
const CONFIG = new URL("../../deno.json", import.meta.url).pathname;

/** Starts the floor on the bare tables. */
export async function startFloor({ bareDatabase }: Stage): Promise<Server> {
  const port = freePort();
  const args = ["run", "-A", `${PEERS}/floor.ts`, bareDatabase, String(port)];
  return await startServer(Deno.execPath(), args, { port, path: "/pagos/-" });
}

/** Starts the peer that asks and draws what the portal does, on a database of the portal. */
export async function startAsked({ database }: Stage): Promise<Server> {
  const port = freePort();
  const args = ["run", `--config=${CONFIG}`, "-A", `${PEERS}/asked.tsx`, database, String(port)];
  const path = "/pagos?desde=01/01/2025&hasta=31/01/2025";
  return await startServer(Deno.execPath(), args, { port, path });
}

/** Starts the floor by `deno serve --parallel` with this many threads. */
export async function startFloorParallel({ bareDatabase }: Stage, threads: number) {
  const port = freePort();
  const place = ["--parallel", `--port=${port}`, "--host=127.0.0.1"];
  const env = { DENO_JOBS: String(threads), FLOOR_DATABASE: bareDatabase };
  const args = ["serve", ...place, "-A", `${PEERS}/floor.ts`];
  return await startServer(Deno.execPath(), args, { port, path: "/pagos/-", env });
}

export async function startHello(): Promise<Server> {
  const port = freePort();
  const args = ["run", `--config=${CONFIG}`, "--allow-net", `${PEERS}/hello.ts`, String(port)];
  return await startServer(Deno.execPath(), args, { port });
}

/** Starts Django under gunicorn, one process; why not, where they are not installed. */
export async function startDjango(stage: Stage): Promise<Server | string> {
  if (!await hasProgram("gunicorn")) return "no gunicorn";
  if (await pythonWith("django") === undefined) return "no Django";
  const database = await copyDatabase(stage.bareDatabase, `${stage.folder}/django`);
  const port = freePort();
  const workers = ["-w", "1", "-k", "gthread", "--threads", "4", "--keep-alive", "60"];
  const args = [...workers, "-b", `127.0.0.1:${port}`, "--chdir", `${PEERS}/django`, "peer"];
  const env = { DJANGO_DATABASE: database, PYTHONDONTWRITEBYTECODE: "1" };
  return await startServer("gunicorn", args, { port, path: "/enter", env });
}

/** A session of the Django peer as a Cookie header. */
export async function enterDjango({ port }: Server): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/enter`);
  await answer.body?.cancel();
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}

/** Writes the long voucher's workbook by XlsxWriter; answers its milliseconds, or why not. */
export async function writeByXlsxWriter(stage: Stage, voucher: string): Promise<number | string> {
  const python = await pythonWith("xlsxwriter");
  if (python === undefined) return "no python3-xlsxwriter";
  const args = [`${PEERS}/workbook.py`, stage.bareDatabase, voucher, `${stage.folder}/peer.xlsx`];
  const began = performance.now();
  const { success } = await new Deno.Command(python, { args }).output();
  if (!success) throw new Error("XlsxWriter failed");
  return performance.now() - began;
}
