import type { FieldError } from "../../domain/errors.ts";
import { MAX_MESSAGE_TEXT } from "../../domain/thread.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { FilesField } from "../parts/files_field.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";

/** A button of the form; `value` says what happens with what was written. */
export type MessageAction = {
  value: string;
  words: string;
  look?: "button-second" | "button-bad" | false;
};

export type TypedMessage = { texto: string; envio: string };

type Props = {
  id: string;
  title: string;
  action: string;
  label: string;
  hint?: string | false;
  actions: (MessageAction | false)[];
  typed: TypedMessage;
  errors: FieldError[];
  hadFiles: boolean;
  /** Undefined where nobody has signed in. */
  csrfToken: string | undefined;
};

/** What either side writes next in a thread, with files. */
export function MessageForm(props: Props) {
  const { id, title, hint, typed, errors, csrfToken } = props;
  return (
    <section class="block" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <form
        class="card stack inquiry-form"
        method="post"
        action={props.action}
        enctype="multipart/form-data"
        novalidate
      >
        {csrfToken && <CsrfField token={csrfToken} />}
        <input type="hidden" name="envio" value={typed.envio} />
        <TextAreaField
          name="texto"
          label={props.label}
          {...(hint && { hint })}
          max={MAX_MESSAGE_TEXT}
          value={typed.texto}
          errors={errors}
        />
        <FilesField errors={errors} hadFiles={props.hadFiles} />
        <div class="actions">
          {props.actions.map((one) => one && <Action {...one} />)}
        </div>
      </form>
    </section>
  );
}

function Action({ value, words, look }: MessageAction) {
  return (
    <button type="submit" name="accion" value={value} class={look ? `button ${look}` : "button"}>
      {words}
    </button>
  );
}
