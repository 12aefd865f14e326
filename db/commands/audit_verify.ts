import { findChainHead, verifyChain } from "../audit/events.ts";
import { runCommand } from "./command.ts";

/** `deno task audit:verify`: walks the whole chain of events; exit 1 where it is broken. */
if (import.meta.main) {
  await runCommand(async ({ openDb }) => {
    const db = await openDb();
    const { count, brokenAt } = await verifyChain(db);
    if (brokenAt !== null) {
      console.log(`La cadena está rota en el hecho ${brokenAt}, después de ${count} correctos.`);
      return 1;
    }
    const head = await findChainHead(db);
    console.log(`La cadena está completa: ${count} hechos. Último: ${head?.sha256 ?? "ninguno"}`);
    return 0;
  });
}
