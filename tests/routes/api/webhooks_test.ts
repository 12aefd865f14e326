import { assert, assertEquals } from "@std/assert";
import { Ajv2020 } from "ajv/dist/2020.js";
import { issueCertificate } from "../../../db/certificates/issue.ts";
import { deliverWebhooks } from "../../../db/programs/webhook_sending.ts";
import { MAX_TOLD_ONE_BY_ONE } from "../../../domain/programs/message.ts";
import { WEBHOOK_EVENTS } from "../../../domain/programs/webhook.ts";
import { ORIGIN, testApp } from "../../support/app.ts";
import { A, aFile, aVoucher, load, VOUCHERS_HEADER } from "../../support/files.ts";
import { anInquiry, staffDoes } from "../../support/inquiries.ts";
import { somePayments } from "../../support/payments.ts";
import { aWebhook, NOW, sendingOf } from "../../support/webhooks/webhooks.ts";
import { undoLoad } from "../../../db/loads/undo.ts";

const STATES = ["Vigente", "Programado", "Anulado"];

Deno.test("every message to a program is as the document says, and none is undocumented", async () => {
  await using portal = await testApp(somePayments());
  const { db } = portal;
  const document = await (await portal.app.request(`${ORIGIN}/api/openapi.json`)).json();
  assertEquals(Object.keys(document.webhooks).sort(), [...WEBHOOK_EVENTS].sort());
  await portal.signIn(A);
  await aWebhook(db, A);
  const vouchers = (...rows: Parameters<typeof aVoucher>[0][]) =>
    load(db, [aFile("c.csv", VOUCHERS_HEADER, ...rows.map(aVoucher))]);
  await vouchers(...STATES.map((state, index) => ({ number: `${index}`, state })));
  await vouchers(...STATES.map((_, index) => ({ number: `${index}`, paid: "2,50" })));
  const { id } = await vouchers({ number: "9" });
  const many = Array.from({ length: MAX_TOLD_ONE_BY_ONE + 1 }, (_, index) => `M${index}`);
  await vouchers(...many.map((number) => ({ number })));
  await undoLoad(db, id, { userId: 77, controlTotal: 100000, reason: "prueba", nowMs: NOW });
  await anInquiry(db);
  await staffDoes(db, "answered");
  await issueCertificate(db, {
    kind: "renta",
    owner: { providerId: 1 },
    subject: "2025",
    code: "ABCDEFGH2345",
    says: "{}",
    issuedAt: NOW,
  });
  const bodies: string[] = [];
  const send = ({ body }: { body: string }) => {
    bodies.push(body);
    return Promise.resolve({ status: 200 });
  };
  await deliverWebhooks(db, sendingOf(db, { send, now: () => NOW + 1000 }));
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  for (const body of bodies) {
    const message = JSON.parse(body);
    const { content } = document.webhooks[message.type].post.requestBody;
    assert(
      ajv.validate(content["application/json"].schema, message),
      `${body} ${ajv.errorsText()}`,
    );
  }
  const types = new Set(bodies.map((body) => JSON.parse(body).type));
  const untold = WEBHOOK_EVENTS.filter((event) => !types.has(event));
  assertEquals(untold, ["voucher.returned"], "which is as that of any other state");
});
