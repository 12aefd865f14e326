import { FILE_COLUMNS, KIND_NAMES, kindsOf, type LoadSubject } from "../../domain/loads/kind.ts";
import { Icon } from "../parts/icon.tsx";

/** Which columns the files have, and a workbook that has them all. */
export function FileColumns({ subject }: { subject: LoadSubject }) {
  return (
    <section class="block" aria-labelledby="columnas">
      <div class="block-head">
        <h2 id="columnas">Qué columnas llevan los archivos</h2>
        <p class="block-actions">
          <a class="button button-second" href="/funcionario/cargas/plantilla.xlsx" download>
            <Icon name="download" /> Descargar plantilla
          </a>
        </p>
      </div>
      <p>
        Cada archivo o cada hoja es de una clase, que se conoce por sus encabezados, en cualquier
        orden. Las columnas en negrita son obligatorias; las demás pueden faltar.
      </p>
      <dl class="card facts">
        {kindsOf(subject).map((kind) => (
          <div>
            <dt>{KIND_NAMES[kind]}</dt>
            <dd>
              {FILE_COLUMNS[kind].map(({ header, required }, index) => (
                <>
                  {index > 0 && ", "}
                  {required ? <strong>{header}</strong> : header}
                </>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
