import { writeBareDatabase } from "./bare_database.ts";
import { type Checkout, loadFiles, readCheckout, startPortal } from "./checkout.ts";
import type { Options } from "./options.ts";
import { type PaymentFiles, writeOneVoucher, writePaymentFiles } from "./payment_files.ts";
import { register, signIn } from "./visitor.ts";

/** What every row of one portal works with. */
export type Stage = {
  options: Options;
  checkout: Checkout;
  /** For whatever a row writes; removed at the end. */
  folder: string;
  /** The portal's database with all payments, and with an account but one small voucher only. */
  database: string;
  smallDatabase: string;
  /** The same payments for the peers, and as files. */
  bareDatabase: string;
  files: PaymentFiles;
  /** A session of the provider's representative. */
  cookie: string;
};

/** Makes data and account of one portal by its own commands and forms; answers it ready to measure. */
export async function setStage(options: Options, portal: string, place: string): Promise<Stage> {
  const checkout = await readCheckout(portal);
  const folder = await Deno.makeTempDir({ dir: place });
  const files = await writePaymentFiles(folder);
  const bareDatabase = `${folder}/bare.db`;
  writeBareDatabase(bareDatabase);
  say("an account and one voucher, then 104,800 lines");
  const smallDatabase = `${folder}/small/portal.db`;
  await Deno.mkdir(`${folder}/small`);
  await loadFiles(checkout, smallDatabase, [files.providers, ...await writeOneVoucher(folder)]);
  const cookie = await makeAccount(checkout, smallDatabase);
  const database = await copyDatabase(smallDatabase, `${folder}/full`);
  await loadFiles(checkout, database, [files.vouchers, files.lines]);
  return { options, checkout, folder, database, smallDatabase, bareDatabase, files, cookie };
}

/** A copy in a folder of its own, of a database that no process has open. */
export async function copyDatabase(database: string, folder: string): Promise<string> {
  await Deno.mkdir(folder, { recursive: true });
  const copy = `${folder}/portal.db`;
  for (const ending of ["", "-wal"]) {
    await Deno.copyFile(database + ending, copy + ending).catch((error) => {
      if (ending === "" || !(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
  return copy;
}

/** Says on the terminal what is going on; the table alone goes to standard output. */
export function say(text: string): void {
  console.error(`… ${text}`);
}

async function makeAccount(checkout: Checkout, database: string): Promise<string> {
  const portal = await startPortal(checkout, database);
  try {
    const outbox = `${database.slice(0, database.lastIndexOf("/"))}/outbox`;
    await register(portal.port, outbox);
    return await signIn(portal.port);
  } finally {
    await portal.stop();
  }
}
