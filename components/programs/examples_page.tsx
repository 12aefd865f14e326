import type { CodeExample } from "../../domain/programs/example.ts";

type Props = { origin: string; nightly: string; examples: CodeExample[] };

/** Each kind of program, and what its examples do, in the order in which the guide has them. */
const KINDS = [
  {
    language: "sh",
    name: "curl",
    what: [
      "Lo que cambió desde un cursor; vacío, desde el principio.",
      "Una lista que se envía de nuevo solo si cambió: la segunda vez responde 304.",
      "El libro de Excel y el CSV de un mes.",
      "El cruce de dos facturas.",
    ],
  },
  {
    language: "python",
    name: "Python",
    what: ["Todos los comprobantes de un mes, sin instalar nada más que Python."],
  },
  {
    language: "ts",
    name: "TypeScript",
    what: ["Todas las facturas de un comprobante y su suma, en Deno o Node 22."],
  },
  {
    language: "powerquery",
    name: "Power Query",
    what: ["Los comprobantes de un año en Excel o Power BI, con acceso Anónimo."],
  },
];

/** The guide's programs, as whoever writes one copies them. */
export function ExamplesPage({ origin, nightly, examples }: Props) {
  return (
    <article class="reading">
      <h1>Ejemplos para programas</h1>
      <div class="prose">
        <p class="lead">Se copian como están, y cada uno se prueba con cada cambio del portal.</p>
        <p>
          Toman la dirección de <code>PORTAL</code>, que es <code>{origin}</code>, y el token de
          {" "}
          <code>TOKEN</code>. Lo crea quien administra la cuenta de la IPS, en{" "}
          <a href="/cuenta/programas">Cuenta, Programas</a>.
        </p>
      </div>
      <section class="block prose" aria-labelledby="nightly">
        <h2 id="nightly">Cada noche, lo que cambió</h2>
        <p>
          Copia comprobantes y facturas en un archivo de SQLite y sigue donde quedó. Puede correr
          dos veces o interrumpirse en cualquier momento. Necesita Python 3.8 y nada más.
        </p>
        <p>
          <a class="button" href="/api/ejemplos/nightly.py" download>
            Descargar nightly.py
          </a>
        </p>
        <Code text={nightly} name="nightly.py" />
      </section>
      {KINDS.map((kind) => (
        <section class="block prose" aria-labelledby={kind.language}>
          <h2 id={kind.language}>{kind.name}</h2>
          {examples.filter(({ language }) => language === kind.language)
            .map(({ code }, index) => (
              <>
                <p>{kind.what[index]}</p>
                <Code text={code} name={`${kind.name} ${index + 1}`} />
              </>
            ))}
        </section>
      ))}
    </article>
  );
}

/** Long lines are scrolled to, also by keyboard. */
function Code({ text, name }: { text: string; name: string }) {
  return (
    <pre
      class="example"
      tabindex={0}
      role="region"
      aria-label={`Código: ${name}`}
    ><code>{text}</code></pre>
  );
}
