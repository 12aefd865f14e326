import type { SummarySection } from "../../domain/enrolment/summary.ts";
import { Notice } from "../parts/notice.tsx";
import { EnrolmentFoot, EnrolmentFrame } from "./frame.tsx";
import { ENROLMENT, placeHref } from "./links.ts";
import { EnrolmentSummary } from "./summary.tsx";

type Props = { sections: SummarySection[]; folio: string; secret: string };

/** Everything that was typed, to be checked before it is signed. */
export function ReviewPage({ sections, folio, secret }: Props) {
  return (
    <EnrolmentFrame
      back={{ href: `${ENROLMENT}/personas`, name: "Atrás" }}
      step={5}
      title="Revise lo que escribió"
    >
      <Notice kind="ok">
        <p>
          Sus datos están completos y guardados. Para terminar, lleve los documentos y el radicado
          {" "}
          <strong>{folio}</strong> a cualquier oficina:{" "}
          <a href="/afiliados/atencion">ver oficinas</a>.
        </p>
      </Notice>
      <EnrolmentSummary sections={sections} hrefOf={placeHref} />
      <EnrolmentFoot folio={folio} secret={secret} />
    </EnrolmentFrame>
  );
}
