/* Opens a database, asks it once and closes it, as a program beside the server does: FILE's address. */
import { openDatabase, pingDatabase } from "../../../db/client.ts";

const db = await openDatabase({ url: Deno.args[0] ?? "" });
await pingDatabase(db);
db.$client.close();
