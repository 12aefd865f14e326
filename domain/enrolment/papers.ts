import { DOCUMENT_TYPES } from "../law.ts";
import { FOREIGN_DOCUMENTS, KINSHIPS, type Paper, PAPERS } from "./law.ts";
import type { Answers, PersonAnswers } from "./answers.ts";
import { nameOf } from "./names.ts";

/** Who a document is about: the holder, or a beneficiary by her handle. */
export const HOLDER = "titular";

/** A file that was sent as one of the papers of somebody. */
export type EnrolmentDocument = {
  fileId: string;
  person: string;
  paper: string;
  sha256: string;
  name: string;
  size: number;
};

/** A paper that the case asks for: of whom, and in words. */
export type AskedPaper = { person: string; paper: Paper; name: string; of: string };

/** The papers of a case: who somebody is, then what she is to the holder. */
export function papersOf(answers: Answers): AskedPaper[] {
  const holder = { ...answers, handle: HOLDER, parentesco: undefined };
  return [holder, ...answers.people].flatMap((person) =>
    keysOf(person).map((paper) => ({
      person: person.handle,
      paper,
      name: describe(paper, person),
      of: nameOf(person),
    }))
  );
}

/** The papers of which no file has been sent yet. */
export function missingPapers(answers: Answers, documents: EnrolmentDocument[]): AskedPaper[] {
  return papersOf(answers).filter((asked) => filesOf(asked, documents).length === 0);
}

/** What was sent as one paper of one person. */
export function filesOf(
  { person, paper }: Pick<AskedPaper, "person" | "paper">,
  documents: EnrolmentDocument[],
): EnrolmentDocument[] {
  return documents.filter((one) => one.person === person && one.paper === paper);
}

/** How an address names a paper: by a number, because some say what somebody suffers from. */
export function paperNumber(paper: Paper): number {
  return KEYS.indexOf(paper) + 1;
}

/** The paper that an address names, where the case asks for it. */
export function findPaper(
  answers: Answers,
  person: string,
  number: string,
): AskedPaper | undefined {
  return papersOf(answers).find((asked) =>
    asked.person === person && String(paperNumber(asked.paper)) === number
  );
}

export function isPaper(text: string): text is Paper {
  return text in PAPERS;
}

const KEYS = Object.keys(PAPERS).filter(isPaper);
/** Documents that are themselves the register of birth. */
const BIRTH_DOCUMENTS = ["RC", "CN"];

type Person = Pick<PersonAnswers, "documento" | "parentesco">;

function keysOf({ documento, parentesco }: Person): Paper[] {
  const { papers = [] } = KINSHIPS.find(({ code }) => code === parentesco?.parentesco) ?? {};
  const isBirthShown = BIRTH_DOCUMENTS.includes(documento?.tipoDocumento ?? "");
  return ["identity", ...papers.filter((paper) => paper !== "birth" || !isBirthShown)];
}

function describe(paper: Paper, { documento }: Person): string {
  const type = documento?.tipoDocumento ?? "";
  if (paper === "identity") {
    const name = DOCUMENT_TYPES.find(({ code }) => code === type)?.name;
    return BIRTH_DOCUMENTS.includes(type) && name
      ? name
      : `${name ?? PAPERS.identity}, por los dos lados`;
  }
  const isForeign = FOREIGN_DOCUMENTS.includes(type);
  return isForeign ? `${PAPERS[paper]}, apostillado si es de otro país` : PAPERS[paper];
}
