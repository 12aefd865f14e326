import { type AskedPaper, paperNumber } from "../../domain/enrolment/papers.ts";
import type { Place } from "../../domain/enrolment/path.ts";

export const ENROLMENT = "/afiliados/afiliarse";

/** The address of a question: that of a beneficiary has her handle, nothing of her. */
export function placeHref({ key, handle }: Place): string {
  return handle === undefined ? `${ENROLMENT}/${key}` : `${ENROLMENT}/personas/${handle}/${key}`;
}

/** The address of one paper of somebody; it does not say which. */
export function paperHref({ person, paper }: Pick<AskedPaper, "person" | "paper">): string {
  return `${ENROLMENT}/documentos/${person}/${paperNumber(paper)}`;
}
