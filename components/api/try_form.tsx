import { Field } from "../parts/field.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import type { DescribedBody, DescribedField, DescribedOperation } from "./described.ts";

/** Asks the operation from the page; without the script the example with curl is all there is. */
export function TryForm({ operation }: { operation: DescribedOperation }) {
  const { id, method, path, summary, parameters, body } = operation;
  const shown = parameters.filter(({ place }) => place !== "header");
  return (
    <form
      class="try-form stack"
      data-api-try
      data-method={method}
      data-path={path}
      hidden
      aria-label={`Probar: ${summary}`}
    >
      <h4>Probar</h4>
      {shown.map(({ name, place, example, isRequired }) => (
        <Field
          name={name}
          id={`${id}-${name}`}
          label={name}
          value={isRequired ? example : ""}
          extra={{ "data-in": place }}
        />
      ))}
      {body && <BodyFields id={id} body={body} />}
      <p class="actions">
        <button type="submit" class="button button-second">Enviar</button>
      </p>
      <div class="api-answer" data-api-answer role="status"></div>
    </form>
  );
}

function BodyFields({ id, body }: { id: string; body: DescribedBody }) {
  if (!body.isForm) {
    return <TextAreaField name="body" id={`${id}-body`} label="Cuerpo" value={body.example} />;
  }
  return <>{body.fields.map((field) => <FormField id={id} field={field} />)}</>;
}

function FormField({ id, field: { name } }: { id: string; field: DescribedField }) {
  if (name !== "files") {
    return <Field name={name} id={`${id}-${name}`} label={name} extra={{ "data-in": "form" }} />;
  }
  return (
    <div class="field">
      <label for={`${id}-files`}>files</label>
      <input type="file" id={`${id}-files`} name="files" multiple data-in="form" />
    </div>
  );
}
