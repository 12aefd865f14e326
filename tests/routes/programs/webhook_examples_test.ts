import { assert, assertEquals } from "@std/assert";
import { A } from "../../support/files.ts";
import { testApp } from "../../support/app.ts";
import { receiver } from "../../support/webhooks/receiver.ts";
import { aWebhook, WEBHOOK } from "../../support/webhooks/webhooks.ts";
import { sendTest } from "../../../db/programs/webhook_deliveries.ts";
import { providerOf } from "../../db/support/contents.ts";

/** The programs of `docs/api.md` that check a message, each given one and a few seconds of age. */
type Message = { secret: string; headers: Record<string, string>; body: string; now: number };

/** A message as it was really sent, and the same changed in every part that is signed. */
async function messages(): Promise<{ real: Message; forged: Record<string, Message> }> {
  await using portal = await testApp();
  await using hook = await receiver();
  const { secret } = await aWebhook(portal.db, A, { handle: WEBHOOK, url: hook.url });
  const { nowMs } = portal.clock;
  await sendTest(portal.db, await providerOf(portal.db, A), { handle: WEBHOOK, nowMs });
  await portal.services.tellPrograms();
  const [received] = hook.received;
  assert(received);
  const headers = Object.fromEntries(received.headers);
  const real = { secret, headers, body: received.body, now: nowMs / 1000 };
  return {
    real,
    forged: {
      body: { ...real, body: `${real.body} ` },
      id: { ...real, headers: { ...headers, "webhook-id": "msg_0" } },
      time: { ...real, headers: { ...headers, "webhook-timestamp": String(nowMs / 1000 + 1) } },
      signature: { ...real, headers: { ...headers, "webhook-signature": "v1,AAAA v2,x" } },
      old: { ...real, now: real.now + 301 },
      secret: { ...real, secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" },
    },
  };
}

async function exampleOf(language: string): Promise<string> {
  const text = await Deno.readTextFile("docs/api.md");
  const [, section = ""] = text.split("\n## Webhooks\n");
  const code = new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, "s").exec(section)?.[1];
  assert(code, `no example in ${language}`);
  return code;
}

async function answersOf(verify: (message: Message) => Promise<boolean>) {
  const { real, forged } = await messages();
  const answers = Object.entries(forged).map(async ([name, one]) => [name, await verify(one)]);
  return { real: await verify(real), ...Object.fromEntries(await Promise.all(answers)) };
}

const RIGHT = {
  real: true,
  body: false,
  id: false,
  time: false,
  signature: false,
  old: false,
  secret: false,
};

Deno.test("the docs' TypeScript knows a real message from forged ones", async () => {
  const code = new Blob([await exampleOf("ts")], { type: "application/typescript" });
  const { verify } = await import(URL.createObjectURL(code));
  const answers = await answersOf(({ secret, headers, body, now }) =>
    verify(secret, new Headers(headers), body, now * 1000)
  );
  assertEquals(answers, RIGHT);
});

const PYTHON = "python3";
const hasPython = await new Deno.Command(PYTHON, { args: ["--version"] }).output()
  .then(({ success }) => success, () => false);

Deno.test({
  name: "the docs' Python knows a real message from forged ones",
  ignore: !hasPython,
  async fn() {
    const { real, forged } = await messages();
    const program = `${await exampleOf("python")}


import json, sys
told = json.load(sys.stdin)
print(json.dumps({name: verify(m["secret"], m["headers"], m["body"].encode(), m["now"])
                  for name, m in told.items()}))
`;
    const python = new Deno.Command(PYTHON, {
      args: ["-c", program],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const writer = python.stdin.getWriter();
    await writer.write(new TextEncoder().encode(JSON.stringify({ real, ...forged })));
    await writer.close();
    const { stdout } = await python.output();
    assertEquals(JSON.parse(new TextDecoder().decode(stdout)), RIGHT);
  },
});
