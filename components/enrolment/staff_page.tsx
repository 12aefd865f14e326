import { formatDate, formatInstant } from "../../domain/dates.ts";
import { MAX_DECISION_TEXT, type TypedDecision } from "../../domain/enrolment/decision.ts";
import type { Enrolment } from "../../domain/enrolment/enrolment.ts";
import { PAPERS } from "../../domain/enrolment/law.ts";
import type { OnFile } from "../../domain/enrolment/listed.ts";
import { type EnrolmentDocument, HOLDER, isPaper } from "../../domain/enrolment/papers.ts";
import { STATE_WORDS } from "../../domain/enrolment/state.ts";
import type { SummarySection } from "../../domain/enrolment/summary.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatSize } from "../../domain/file.ts";
import { Badge } from "../parts/badge.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { DueBadge } from "../parts/due_badge.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Fact } from "../parts/fact.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { ENROLMENTS } from "../staff/links.ts";
import { EnrolmentFacts } from "./summary.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  enrolment: Enrolment;
  onFile: OnFile;
  sections: SummarySection[];
  today: string;
  typed: TypedDecision;
  errors: FieldError[];
  csrfToken: string | undefined;
};

/** A request as the staff sees it: what was typed and sent, and the three ways to decide. */
export function StaffEnrolmentPage(props: Props) {
  const { enrolment, onFile, today, errors } = props;
  const sections = props.sections.map(asStaffReads);
  const { folio, state, dueOn, email, documents, signature, events } = enrolment;
  const { title, badge } = STATE_WORDS[state];
  return (
    <div class="reading">
      <Crumb href={ENROLMENTS}>Afiliaciones</Crumb>
      <div class="inquiry-title">
        <h1>{folio}</h1>
        {state === "sent" && dueOn
          ? <DueBadge dueOn={dueOn} today={today} />
          : <Badge kind={badge}>{title}</Badge>}
      </div>
      <ErrorSummary errors={errors} purpose="decidir" />
      {onFile.affiliatedOn && (
        <Notice kind="warn">
          <p>
            Este documento ya está en Afiliados, desde el {formatDate(onFile.affiliatedOn)}.
          </p>
        </Notice>
      )}
      <dl class="card facts">
        <Fact name="Correo">{email}</Fact>
        {signature && (
          <Fact name="Firma">
            {`${signature.name}, el ${formatInstant(signature.at)}, desde ${signature.from}`}
          </Fact>
        )}
        {signature && <Fact name="Huella de lo firmado">{signature.sha256}</Fact>}
        {events.map(({ state: one, at, text }) => (
          <Fact name={formatInstant(at)}>
            {[STATE_WORDS[one].title, text].filter(Boolean).join(": ")}
          </Fact>
        ))}
      </dl>
      <EnrolmentFacts sections={sections} />
      <Papers folio={folio} documents={documents} sections={sections} />
      {state === "sent" && <Decisions {...props} />}
    </div>
  );
}

/** Whoever applies is not who reads. */
function asStaffReads(section: SummarySection): SummarySection {
  return section.handle === undefined ? { ...section, title: "Quien se afilia" } : section;
}

type PapersProps = { folio: string; documents: EnrolmentDocument[]; sections: SummarySection[] };

function Papers({ folio, documents, sections }: PapersProps) {
  const names = new Map(sections.map(({ handle, title }) => [handle ?? HOLDER, title]));
  return (
    <section class="block" aria-labelledby="documentos">
      <h2 id="documentos">Documentos</h2>
      <p class="request-form">
        <a
          class="button button-second"
          href={`${ENROLMENTS}/${folio}/formulario.pdf`}
          download
        >
          Descargar el formulario
        </a>
      </p>
      <ul class="card link-list request-files">
        {documents.map(({ fileId, person, paper, name, size }) => (
          <li>
            <a href={`${ENROLMENTS}/${folio}/documentos/${fileId}`}>
              {isPaper(paper) ? PAPERS[paper] : paper} · {names.get(person) ?? "–"}: {name}{" "}
              ({formatSize(size)})
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decisions({ enrolment, onFile, typed, errors, csrfToken }: Props) {
  const action = `${ENROLMENTS}/${enrolment.folio}`;
  const textFor = (accion: TypedDecision["accion"]) => typed.accion === accion ? typed.texto : "";
  return (
    <section class="block" aria-labelledby="decidir">
      <h2 id="decidir">Decidir</h2>
      <form class="card stack narrow" method="post" action={action} novalidate>
        {csrfToken && <CsrfField token={csrfToken} />}
        <Field
          name="codigo"
          label="Código DANE del municipio"
          hint={`Oficinas de su departamento: ${
            onFile.municipalities.map(({ daneCode, municipality }) => `${municipality} ${daneCode}`)
              .join(", ") || "ninguna"
          }.`}
          value={typed.codigo}
          errors={errors}
          inputmode="numeric"
        />
        <Field
          name="fecha"
          label="Fecha de afiliación"
          value={typed.fecha}
          errors={errors}
          inputmode="numeric"
        />
        <button type="submit" name="accion" value="aprobar" class="button">Aprobar</button>
      </form>
      <form class="card stack narrow" method="post" action={action} novalidate>
        {csrfToken && <CsrfField token={csrfToken} />}
        <TextAreaField
          name="texto"
          id="texto-devolver"
          label="Qué falta"
          hint="Lo lee quien hizo la solicitud: diga qué documento o dato, y cómo corregirlo."
          value={textFor("devolver")}
          max={MAX_DECISION_TEXT}
          errors={errors}
        />
        <button type="submit" name="accion" value="devolver" class="button button-second">
          Devolver
        </button>
      </form>
      <form class="card stack narrow" method="post" action={action} novalidate>
        {csrfToken && <CsrfField token={csrfToken} />}
        <TextAreaField
          name="texto"
          id="texto-rechazar"
          label="Por qué no procede"
          value={textFor("rechazar")}
          max={MAX_DECISION_TEXT}
          errors={errors}
        />
        <button type="submit" name="accion" value="rechazar" class="button button-bad">
          No procede
        </button>
      </form>
    </section>
  );
}
