import type {
  DescribedAnswer,
  DescribedBody,
  DescribedField,
  DescribedOperation,
} from "./described.ts";
import { Kind } from "./kind.tsx";
import { TryForm } from "./try_form.tsx";
import { Words } from "./words.tsx";

/** One operation, closed at first: its name says what it does, the rest comes when it is opened. */
export function OperationCard({ operation }: { operation: DescribedOperation }) {
  const { id, method, path, summary, about, scope, parameters, body, answers, curl } = operation;
  return (
    <details class="operation" id={id}>
      <summary>
        <h3>{summary}</h3>
        <code>
          <b>{method}</b> {path}
        </code>
      </summary>
      <div class="stack">
        {about !== "" && (
          <p class="prose">
            <Words text={about} />
          </p>
        )}
        <p class="soft">{scope}</p>
        {parameters.length > 0 && <FieldList title="Parámetros" fields={parameters} />}
        {body && <BodyPart body={body} />}
        <h4>Ejemplo</h4>
        <pre class="example" tabindex={0}><code>{curl}</code></pre>
        <h4>Respuestas</h4>
        <dl class="api-fields">{answers.map((answer) => <AnswerPart answer={answer} />)}</dl>
        <TryForm operation={operation} />
      </div>
    </details>
  );
}

function BodyPart({ body: { about, fields } }: { body: DescribedBody }) {
  return (
    <>
      <FieldList title="Cuerpo" fields={fields} />
      <p class="soft">
        <Words text={about} />
      </p>
    </>
  );
}

function FieldList({ title, fields }: { title: string; fields: DescribedField[] }) {
  return (
    <>
      <h4>{title}</h4>
      <dl class="api-fields">
        {fields.map((field) => (
          <div>
            <dt>
              <code>{field.name}</code>
              {field.isRequired && <span class="soft">obligatorio</span>}
            </dt>
            <dd>
              <Kind {...field} /> <Words text={field.about} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function AnswerPart({ answer }: { answer: DescribedAnswer }) {
  const { status, about, example } = answer;
  return (
    <div>
      <dt>
        <code>{status}</code>
      </dt>
      <dd>
        <Words text={about} /> <Kind {...answer} />
        {example !== undefined && <pre class="example" tabindex={0}><code>{example}</code></pre>}
      </dd>
    </div>
  );
}
