import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";

type Props = {
  action: string;
  label: string;
  hint: string;
  q: string;
  /** The other fields of the filter, so that a new search keeps them. */
  kept?: Record<string, string>;
};

/** One box for a list of the staff. */
export function SearchForm({ action, label, hint, q, kept = {} }: Props) {
  return (
    <form class="card search-form" method="get" action={action} novalidate role="search">
      {Object.entries(kept).map(([name, value]) => (
        <input
          type="hidden"
          name={name}
          value={value}
        />
      ))}
      <div class="search-fields">
        <Field name="q" label={label} hint={hint} value={q} maxlength={100} autofocus={q === ""} />
        <button type="submit" class="button busy-button">
          <Icon name="search" />
          <span class="idle-text">Buscar</span>
          <span class="busy-text" aria-hidden="true">Buscando…</span>
        </button>
      </div>
    </form>
  );
}
