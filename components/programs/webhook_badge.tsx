import type { Webhook } from "../../domain/programs/webhook.ts";
import { Badge } from "../parts/badge.tsx";

/** How a webhook fares. */
export function WebhookBadge({ webhook }: { webhook: Webhook }) {
  if (webhook.switchedOffAt !== null) return <Badge kind="annulled">Apagada</Badge>;
  if (webhook.failingSince !== null) return <Badge kind="warn">No recibe</Badge>;
  return <Badge kind="ok">Encendida</Badge>;
}
