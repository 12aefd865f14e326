import { Field } from "../parts/field.tsx";
import { OperationCard } from "./operation_card.tsx";
import type { DescribedGroup, Reference } from "./described.ts";
import { SchemaTable } from "./schema_table.tsx";

/** The API's reference: each operation with what it takes and answers, and a form that tries it. */
export function ReferencePage({ reference }: { reference: Reference }) {
  const { groups, schemas } = reference;
  return (
    <div class="api-reference">
      <h1>API para programas</h1>
      <div class="prose">
        <p class="lead">
          Lo que su programa puede preguntar y enviar. Las direcciones empiezan por{" "}
          <code>/api/v1</code>.
        </p>
        <p>
          Cada solicitud lleva un token:{" "}
          <code>Authorization: Bearer zs_…</code>. El administrador de una IPS lo crea en{" "}
          <a href="/cuenta/programas">Cuenta, Programas</a>. Los nombres van en camelCase, las
          fechas como <code>yyyy-MM-dd</code> y el dinero como texto con dos decimales;{" "}
          <code>null</code> es lo que el pagador no dio. Para generar un cliente:{" "}
          <a href="/api/openapi.json">el documento OpenAPI 3.1</a>. Para empezar:{" "}
          <a href="/api/ejemplos">ejemplos en curl, Python, TypeScript y Power Query</a>.
        </p>
      </div>
      <TokenBox />
      <nav aria-label="Grupos">
        <ul class="chips">
          {groups.map(({ name }) => (
            <li>
              <a class="chip" href={`#${anchorOf(name)}`}>{name}</a>
            </li>
          ))}
          <li>
            <a class="chip" href="#esquemas">Esquemas</a>
          </li>
        </ul>
      </nav>
      {groups.map((group) => <Group group={group} />)}
      <section class="block" aria-labelledby="esquemas">
        <h2 id="esquemas">Esquemas</h2>
        {schemas.map((schema) => <SchemaTable schema={schema} />)}
      </section>
    </div>
  );
}

/** Only with the script: the token stays in the page's memory and goes nowhere but into the header. */
function TokenBox() {
  return (
    <div class="card stack narrow" data-api-token hidden>
      <Field
        name="tokenDePrueba"
        label="Token para probar aquí"
        hint="Se queda en esta pestaña hasta que la cierre o la recargue: no se guarda."
        type="password"
        extra={{ spellcheck: "false" }}
      />
    </div>
  );
}

function Group({ group: { name, about, operations } }: { group: DescribedGroup }) {
  return (
    <section class="block" aria-labelledby={anchorOf(name)}>
      <h2 id={anchorOf(name)}>{name}</h2>
      <p class="soft">{about}</p>
      {operations.map((operation) => <OperationCard operation={operation} />)}
    </section>
  );
}

function anchorOf(name: string): string {
  return `grupo-${name.toLowerCase().replaceAll(" ", "-")}`;
}
