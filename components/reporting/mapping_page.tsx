import type { FieldError } from "../../domain/errors.ts";
import { COLUMN_FIELDS } from "../../domain/reporting/fields.ts";
import { COLUMN_FORMATS, type TypedColumn } from "../../domain/reporting/mapping.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { REPORTS } from "../staff/links.ts";
import { ChoiceField } from "../parts/choice_field.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Preview = { header: string[]; rows: string[][] };
type Props = {
  address: string;
  typed: TypedColumn[];
  desde: string;
  version: number;
  preview: Preview | undefined;
  errors: FieldError[];
  isSaved: boolean;
  csrfToken: string;
};

const FORMATS = Object.entries(COLUMN_FORMATS).map(([value, { label }]) => [value, label] as const);

/** Which columns the file has, in which order, and how each is written. */
export function MappingPage(props: Props) {
  const { address, typed, desde, version, preview, errors, isSaved, csrfToken } = props;
  return (
    <div>
      <Crumb href={REPORTS}>Por reportar</Crumb>
      <h1>Columnas del archivo</h1>
      <p class="lead">
        El formato oficial del SIIFA no se pudo consultar. Escriba aquí el que la EPS recibió del
        Ministerio: los archivos que se hagan desde que guarde llevan estas columnas, y los de antes
        no cambian.
      </p>
      <ErrorSummary errors={errors} purpose="guardar las columnas" />
      {isSaved && (
        <Notice kind="ok">
          <p>Las columnas quedaron guardadas como versión {version}.</p>
        </Notice>
      )}
      {preview && <PreviewTable {...preview} />}
      <form method="post" action={address} novalidate>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="visto" value={String(version)} />
        <div class="card stack narrow">
          <Field
            name="desde"
            label="Reportar los pagos hechos desde"
            hint="dd/MM/yyyy. Los anteriores no están en la cola."
            value={desde}
            errors={errors}
            inputmode="numeric"
            maxlength={10}
          />
        </div>
        <p class="block">
          Una columna sin nombre no sale. Para mover una, cambie su orden; para agregar, llene una
          de las últimas: después de guardar hay otras vacías.
        </p>
        <ol class="report-columns">
          {typed.map((column, index) => (
            <Column column={column} number={index + 1} errors={errors} />
          ))}
        </ol>
        <p class="actions">
          <button type="submit" name="accion" value="muestra" class="button button-second">
            Ver una muestra
          </button>
          <button type="submit" name="accion" value="guardar" class="button">
            Guardar las columnas
          </button>
        </p>
      </form>
    </div>
  );
}

type ColumnProps = { column: TypedColumn; number: number; errors: FieldError[] };

function Column({ column, number, errors }: ColumnProps) {
  const { orden, nombre, campo, formato, texto } = column;
  return (
    <li class="card">
      <Field
        name={`orden${number}`}
        label="Orden"
        value={orden}
        errors={errors}
        inputmode="numeric"
        maxlength={3}
      />
      <Field
        name={`nombre${number}`}
        label={`Nombre de la columna ${number}`}
        value={nombre}
        errors={errors}
        maxlength={100}
      />
      <ChoiceField
        name={`campo${number}`}
        label="Dato"
        value={campo}
        options={COLUMN_FIELDS}
        errors={errors}
      />
      <ChoiceField
        name={`formato${number}`}
        label="Formato"
        value={formato}
        options={FORMATS}
        errors={errors}
      />
      <Field
        name={`texto${number}`}
        label="Texto fijo"
        value={texto}
        errors={errors}
        maxlength={100}
      />
    </li>
  );
}

function PreviewTable({ header, rows }: Preview) {
  return (
    <section class="block" aria-labelledby="muestra">
      <h2 id="muestra">Muestra, sin guardar</h2>
      <div class="card table-scroll" tabindex={0}>
        <table class="plain-table report-preview">
          <thead>
            <tr>{header.map((name) => <th scope="col">{name}</th>)}</tr>
          </thead>
          <tbody>
            {rows.map((cells) => (
              <tr>{cells.map((cell, index) => <td data-label={header[index]}>{cell}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length === 0 && <p class="soft">No hay pagos por reportar para llenarla.</p>}
    </section>
  );
}
