import type { DescribedSchema } from "./described.ts";
import { Kind } from "./kind.tsx";
import { Words } from "./words.tsx";

/** A named schema with its properties. */
export function SchemaTable({ schema: { name, about, fields } }: { schema: DescribedSchema }) {
  return (
    <details class="operation" id={`esquema-${name}`}>
      <summary>
        <h3>
          <code>{name}</code>
        </h3>
        {about !== "" && (
          <span class="soft">
            <Words text={about} />
          </span>
        )}
      </summary>
      <dl class="api-fields">
        {fields.map((field) => (
          <div>
            <dt>
              <code>{field.name}</code>
              {!field.isRequired && <span class="soft">puede faltar</span>}
            </dt>
            <dd>
              <Kind {...field} /> <Words text={field.about} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
