import {
  type AskedPaper,
  type EnrolmentDocument,
  filesOf,
  HOLDER,
} from "../../domain/enrolment/papers.ts";
import { Badge } from "../parts/badge.tsx";
import { EnrolmentFoot, EnrolmentFrame } from "./frame.tsx";
import { ENROLMENT, paperHref } from "./links.ts";

type Props = {
  asked: AskedPaper[];
  documents: EnrolmentDocument[];
  folio: string;
  secret: string;
};

/** The papers that this case asks for, each with whether it was sent. */
export function DocumentsPage({ asked, documents, folio, secret }: Props) {
  const missing = asked.filter((paper) => filesOf(paper, documents).length === 0);
  return (
    <EnrolmentFrame
      back={{ href: `${ENROLMENT}/personas`, name: "Atrás" }}
      step={4}
      title="Sus documentos"
      lead="Tome una foto de cada uno con el celular, o envíe el archivo. Que se lea todo."
    >
      <ul class="enrolment-people">
        {asked.map((paper) => (
          <li class="card">
            <p>
              <strong>{paper.name}</strong>
              <span class="soft">
                De {paper.of}
                {paper.person === HOLDER && " (usted)"}
              </span>
            </p>
            <div class="inline-form">
              <Sent count={filesOf(paper, documents).length} />
              <a class="button button-second" href={paperHref(paper)}>
                {filesOf(paper, documents).length === 0 ? "Enviar" : "Ver o cambiar"}
                <span class="visually-hidden">{`: ${paper.name}, de ${paper.of}`}</span>
              </a>
            </div>
          </li>
        ))}
      </ul>
      {missing.length === 0 && (
        <p class="actions">
          <a class="button button-large" href={`${ENROLMENT}/seguir`}>Seguir</a>
        </p>
      )}
      <EnrolmentFoot folio={folio} secret={secret} />
    </EnrolmentFrame>
  );
}

function Sent({ count }: { count: number }) {
  if (count === 0) return <Badge kind="warn">Falta</Badge>;
  return <Badge kind="ok">{count === 1 ? "1 archivo" : `${count} archivos`}</Badge>;
}
