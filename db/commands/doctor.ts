import { type Config, ConfigError, readConfig, readEnvironment } from "../../lib/config.ts";
import { checkDatabase, checkReplica } from "../doctor/database.ts";
import { bad, type Finding } from "../doctor/finding.ts";
import {
  checkDisk,
  checkInsurer,
  checkNames,
  checkOrigin,
  checkPassphrase,
} from "../doctor/machine.ts";
import { checkMail } from "../doctor/mail.ts";
import { runCommand } from "./command.ts";

const MARKS = { good: "bien    ", doubtful: "atención", bad: "MAL     " };
const UNWELL = 1;

/**
 * `deno task doctor`: looks whether the portal can run with the settings, changes nothing, and says
 * what to do. Ends with 1 where something does not work.
 */
if (import.meta.main) {
  await runCommand(async () => {
    const findings = await examine();
    for (const { about, state, says, advice } of findings) {
      console.log(`${MARKS[state]}  ${about}: ${says}${advice ? ` → ${advice}` : ""}`);
    }
    return findings.some(({ state }) => state === "bad") ? UNWELL : 0;
  });
}

async function examine(): Promise<Finding[]> {
  let config: Config;
  try {
    config = await readConfig(await readEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [bad("Configuración", error.message, "corrija .env o el entorno (.env.example)")];
  }
  return [
    checkNames(),
    checkInsurer(config),
    checkOrigin(config),
    ...await checkDatabase(config, Date.now()),
    ...await checkReplica(config),
    ...await checkDisk(config),
    await checkMail(config),
    checkPassphrase(config),
  ];
}
