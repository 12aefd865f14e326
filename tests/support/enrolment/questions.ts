import type { Db } from "../../../db/client.ts";
import {
  addLink,
  addPerson,
  beginDraft,
  findEnrolment,
  removePerson,
  saveAnswer,
} from "../../../db/enrolment/drafts.ts";
import { sweepEnrolments } from "../../../db/enrolment/sweep.ts";

const ONE = { folio: "AF-2026-AAAA2222" };
const HANDLE = "p00000000000000aa";

/** Whatever is asked of enrolments, by name, for the tests of all questions. */
export const ENROLMENT_QUESTIONS: Record<string, (db: Db) => Promise<unknown>> = {
  beginDraft: (db) =>
    beginDraft(db, {
      ...ONE,
      secretSha256: "one",
      linkSha256: "two",
      email: "a@b.example",
      createdAt: 0,
      expiresAt: 1,
    }),
  findEnrolment: (db) => findEnrolment(db, "one", 0),
  saveAnswer: (db) => saveAnswer(db, ONE, { key: "nombre" }, { primerNombre: "Ana" }),
  "addPerson to an enrolment": (db) => addPerson(db, ONE, HANDLE),
  removePerson: (db) => removePerson(db, ONE, HANDLE),
  addLink: (db) => addLink(db, { ...ONE, email: "a@b.example", linkSha256: "three", nowMs: 0 }),
  sweepEnrolments: (db) => sweepEnrolments(db, 0),
};
