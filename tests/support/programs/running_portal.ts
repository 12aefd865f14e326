import { createApiToken, createToken } from "../../../db/programs/tokens.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, type TestApp, testApp } from "../app.ts";
import { freePort } from "../free_port.ts";
import { somePayments } from "../payments.ts";
import { createStaff } from "../people.ts";

export type RunningPortal = AsyncDisposable & {
  portal: TestApp;
  origin: string;
  /** What the examples of docs/api.md take from their environment. */
  env: Record<"PORTAL" | "TOKEN" | "STAFF_TOKEN", string>;
};

const [TOKEN, STAFF_TOKEN] = [`zs_${"e".repeat(32)}`, `zs_${"f".repeat(32)}`];
const NEVER = "2999-12-31";

/** The portal as a process of its own, on the database of a test, with two tokens. */
export async function runningPortal(): Promise<RunningPortal> {
  const portal = await testApp(somePayments());
  await createTokens(portal);
  const port = freePort();
  const origin = `http://localhost:${port}`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "main.ts", "--listen"],
    env: {
      PORT: String(port),
      BASE_URL: origin,
      DATABASE_URL: portal.address.url,
      DATABASE_AUTH_TOKEN: portal.address.authToken ?? "",
      MAIL_URL: `file:${portal.folder}/outbox`,
      SESSION_SECRETS: portal.services.settings.sessionSecrets.join(),
    },
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = child.stdout.getReader();
  const { done } = await reader.read();
  await reader.cancel();
  if (done) throw new Error("the portal did not start");
  return {
    portal,
    origin,
    env: { PORTAL: origin, TOKEN, STAFF_TOKEN },
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.status;
      await portal[Symbol.asyncDispose]();
    },
  };
}

async function createTokens({ db, services }: TestApp): Promise<void> {
  const common = { createdAt: 0, expiresOn: NEVER };
  await createApiToken(db, {
    ...common,
    nit: A,
    name: "contabilidad",
    tokenSha256: sha256(TOKEN),
  });
  const { id: staffId } = await createStaff(services, "programa@eps.example", "tesoreria");
  await createToken(db, {
    ...common,
    tokenSha256: sha256(STAFF_TOKEN),
    handle: "tesoreria",
    owner: { staffId },
    madeBy: staffId,
    name: "nómina",
    scopes: ["loads"],
  });
}

/** Whether a program is on this machine, as the examples start it. */
export async function hasProgram(name: string): Promise<boolean> {
  try {
    const asked = new Deno.Command(name, { args: ["--version"], stdout: "null", stderr: "null" });
    return (await asked.output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
