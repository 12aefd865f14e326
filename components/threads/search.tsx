import type { FieldError } from "../../domain/errors.ts";
import { THREAD_STATE_WORDS, THREAD_STATES } from "../../domain/thread.ts";
import { ChoiceField } from "../parts/choice_field.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";

/** What the staff looks for in a queue, as it was typed. */
export type TypedQueue = { estado: string; tipo: string; q: string };

type Props = {
  action: string;
  typed: TypedQueue;
  kinds: { key: string; name: string }[];
  /** What `q` takes. */
  label: string;
  errors: FieldError[];
};

/** The search over a queue of threads, by state and kind or by one's number. */
export function ThreadSearch({ action, typed, kinds, label, errors }: Props) {
  const states = THREAD_STATES.map((state) => THREAD_STATE_WORDS[state]);
  return (
    <form class="card search-form" method="get" action={action} novalidate role="search">
      <div class="search-fields queue-fields">
        <ChoiceField
          name="estado"
          label="Estado"
          value={typed.estado}
          options={[
            ["pendientes", "Por responder"],
            ...states.map(({ key, plural }) => [key, plural] as const),
            ["todas", "Todas"],
          ]}
        />
        <ChoiceField
          name="tipo"
          label="Tipo"
          value={typed.tipo}
          options={[["", "Todos"], ...kinds.map(({ key, name }) => [key, name] as const)]}
        />
        <Field name="q" label={label} value={typed.q} errors={errors} maxlength={40} />
        <button type="submit" class="button">
          <Icon name="search" /> Buscar
        </button>
      </div>
    </form>
  );
}

/** The same search as a query, for links. */
export function queueQuery({ estado, tipo, q }: TypedQueue): string {
  return [`estado=${estado}`, tipo && `tipo=${tipo}`, q && `q=${encodeURIComponent(q)}`]
    .filter(Boolean).join("&");
}
