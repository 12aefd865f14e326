import { logSwitch, type Switch } from "../payments/change_log.ts";
import { tellOfSwitch } from "../programs/webhook_events.ts";
import { queueSwitch } from "../reporting/switch.ts";

/**
 * The statements that give the payments of a load's providers a new version, so that drawn views of
 * them are no longer used, log what became of each voucher in it, tell webhooks of that, and queue
 * what is to be reported.
 */
export function noteSwitch(made: Switch) {
  return [
    { sql: NEW_VERSION, args: { id: made.base } },
    logSwitch(made),
    tellOfSwitch(made),
    ...queueSwitch(made),
  ];
}

const NEW_VERSION = `UPDATE providers SET data_version = data_version + 1
  WHERE id IN (SELECT provider_id FROM voucher_revisions WHERE load_id = :id)`;
