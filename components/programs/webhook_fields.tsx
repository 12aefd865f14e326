import { EVENT_WORDS, WEBHOOK_EVENTS, type WebhookEvent } from "../../domain/programs/webhook.ts";
import type { FieldError } from "../../domain/errors.ts";
import { errorOf, Field, FieldMessage } from "../parts/field.tsx";

type Props = { url: string; events: WebhookEvent[]; errors: FieldError[] };

/** Where a program is told, and of what. */
export function WebhookFields({ url, events, errors }: Props) {
  const [first] = WEBHOOK_EVENTS;
  const error = errorOf(errors, EVENT_WORDS[first].field);
  return (
    <>
      <Field
        name="direccion"
        label="Dirección"
        hint="Empieza por https:// y se llega a ella por internet."
        value={url}
        errors={errors}
        maxlength={500}
        extra={{ inputmode: "url", spellcheck: "false" }}
      />
      <fieldset aria-describedby={error ? `${EVENT_WORDS[first].field}-error` : undefined}>
        <legend>De qué se avisa</legend>
        <FieldMessage name={EVENT_WORDS[first].field} error={error} />
        {WEBHOOK_EVENTS.map((event) => <Box event={event} isChosen={events.includes(event)} />)}
      </fieldset>
    </>
  );
}

function Box({ event, isChosen }: { event: WebhookEvent; isChosen: boolean }) {
  const { field, name } = EVENT_WORDS[event];
  return (
    <div class="choice">
      <input type="checkbox" id={field} name={field} value="si" checked={isChosen} />
      <label for={field}>
        {name} <code class="soft small">{event}</code>
      </label>
    </div>
  );
}
