import { openDatabase } from "../../../db/client.ts";
import { deliverWebhooks } from "../../../db/programs/webhook_sending.ts";
import { NOW, sendingOf, testSender } from "./webhooks.ts";

/** Sends what is due in a database of its own accord, as a process beside others does: PATH CA NOW. */
const [path = "", ca = "", nowMs = NOW] = Deno.args;
const db = await openDatabase({ url: `file:${path}` });
console.log("begun");
await deliverWebhooks(db, sendingOf(db, { send: testSender(ca), now: () => Number(nowMs) }));
db.$client.close();
