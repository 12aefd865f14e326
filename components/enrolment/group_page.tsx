import type { SisbenMeaning } from "../../domain/enrolment/sisben.ts";
import { EnrolmentFoot, EnrolmentFrame } from "./frame.tsx";
import { ENROLMENT } from "./links.ts";

type Props = { meaning: SisbenMeaning; folio: string; secret: string };

/** What the group of SISBÉN and one's work mean for the affiliation, before one goes on. */
export function GroupPage({ meaning, folio, secret }: Props) {
  const { title, sentences } = meaning;
  return (
    <EnrolmentFrame back={{ href: `${ENROLMENT}/sustento`, name: "Atrás" }} step={1} title={title}>
      <div class="card prose">
        {sentences.map((sentence) => <p>{sentence}</p>)}
      </div>
      <p class="actions">
        <a class="button button-large" href={`${ENROLMENT}/seguir`}>Seguir</a>
      </p>
      <EnrolmentFoot folio={folio} secret={secret} />
    </EnrolmentFrame>
  );
}
