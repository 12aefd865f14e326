import { DEMO_PASSWORD } from "../../db/demo/demo.ts";
import { DEMO_AFFILIATES, DEMO_STAFF, DEMO_TOTP_SECRET } from "../../db/demo/people.ts";
import { CLINIC, DEMO_PROVIDERS } from "../../db/demo/providers.ts";
import { totpCode } from "../../tests/support/totp.ts";
import { type Checkout } from "../support/checkout.ts";
import { output } from "../support/programs.ts";
import { freePort, type Server, startServer } from "../support/server.ts";
import { visit } from "../support/visitor.ts";

/** A running demo, and who is signed in there. */
export type Demo = Server & { cookies: Record<Who, string>; token: string };
export type Who = "provider" | "affiliate" | "staff";

const WHOLE = "/politicas";
export const NITS = DEMO_PROVIDERS.filter((one) => one.hasAccount).map((one) => one.nit);

/** Starts `deno task demo` in a folder of its own, and signs a person of each kind in. */
export async function startDemo(checkout: Checkout, folder: string): Promise<Demo> {
  const port = freePort();
  const server = await startServer(Deno.execPath(), checkout.wordsOf("demo"), {
    port,
    path: WHOLE,
    cwd: folder,
    env: {
      PORT: String(port),
      BASE_URL: `http://127.0.0.1:${port}`,
      MAIL_URL: `file:${folder}/outbox`,
      TRUSTED_PROXIES: "127.0.0.1",
    },
  });
  const [person] = DEMO_AFFILIATES;
  const cookies = {
    provider: await signIn(port, { tipo: "prestador", usuario: CLINIC }),
    affiliate: await signIn(port, {
      tipo: "afiliado",
      tipoDocumento: person?.documentType ?? "",
      usuario: person?.documentNumber ?? "",
    }),
    staff: await signInStaff(port),
  };
  return { ...server, cookies, token: await createToken(checkout, folder) };
}

/** Signs in through the form, from a place of its own; answers the cookies. */
export async function signIn(port: number, form: Record<string, string>): Promise<string> {
  const visitor = visit(port, { "x-forwarded-for": anyPlace() });
  const answer = await visitor.post("/zona-ser", { contrasena: DEMO_PASSWORD, ...form });
  await answer.body?.cancel();
  if (answer.status !== 303) throw new Error(`/zona-ser answered ${answer.status}`);
  return visitor.cookie();
}

/** An address of those that are kept for documentation and tests. */
export function anyPlace(): string {
  const part = () => Math.floor(Math.random() * 256);
  return `198.18.${part()}.${part()}`;
}

async function signInStaff(port: number): Promise<string> {
  const visitor = visit(port);
  const administrator = DEMO_STAFF.find(({ role }) => role === "administrador");
  const usuario = administrator?.email ?? "";
  const form = { tipo: "funcionario", usuario, contrasena: DEMO_PASSWORD };
  await (await visitor.post("/zona-ser", form)).body?.cancel();
  const codigo = totpCode(DEMO_TOTP_SECRET, Date.now());
  const answer = await visitor.post("/zona-ser/codigo", { codigo });
  await answer.body?.cancel();
  if (answer.headers.get("location") !== "/funcionario") {
    throw new Error(`the code led to ${answer.headers.get("location")}`);
  }
  return visitor.cookie();
}

async function createToken(checkout: Checkout, folder: string): Promise<string> {
  const words = [...checkout.wordsOf("token:create"), CLINIC, "--name=soak"];
  const env = { DATABASE_URL: `file:${folder}/data/demo.db` };
  const said = await output(Deno.execPath(), words, { cwd: folder, env });
  return /^zs_\S+$/m.exec(said)?.[0] ?? "";
}
