import { openDatabase } from "../../../db/client.ts";
import { deliverOutbox } from "../../../db/mail/delivery.ts";
import { createMailer } from "../../../lib/mail/mail.ts";

/** Sends what is due in a database of its own accord, as a process beside others does: PATH URL NOW. */
const [path = "", url = "", nowMs = ""] = Deno.args;
const db = await openDatabase({ url: `file:${path}` });
const mailer = createMailer(url, "Zona Ser <avisos@eps.example>");
console.log("begun");
await deliverOutbox(db, mailer, () => Number(nowMs));
db.$client.close();
