import { findCasePerson, findKeyedCase, findOwnCases } from "../../../db/attention/access.ts";
import { findCaseQueue } from "../../../db/attention/queue.ts";
import { addCaseStep } from "../../../db/attention/steps.ts";
import { findCase, findCaseFile } from "../../../db/attention/thread.ts";
import type { Db } from "../../../db/client.ts";
import { aCase } from "../../support/attention/cases.ts";

const STATES = ["pending", "open", "inProgress", "answered", "closed", "all"] as const;

/** What is asked and done of PQRS. */
export const ATTENTION_QUESTIONS: Record<string, (db: Db) => Promise<unknown>> = {
  openCase: (db) => aCase(db),
  addCaseStep: (db) =>
    addCaseStep(db, {
      folio: "PQ-1",
      before: "open",
      after: "answered",
      step: "answered",
      isStaff: true,
      authorId: 1,
      messageId: "x",
      text: "",
      createdAt: 0,
      fileIds: [],
    }),
  findCase: (db) => findCase(db, "PQ-1"),
  findCaseFile: (db) => findCaseFile(db, "PQ-1", "one"),
  findKeyedCase: (db) => findKeyedCase(db, { folio: "PQ-1", documentNumber: "1", codeSha256: "x" }),
  findOwnCases: (db) => findOwnCases(db, 1),
  findCasePerson: (db) => findCasePerson(db, 1),
  ...Object.fromEntries(STATES.map((state) => [
    `findCaseQueue ${state}`,
    (db: Db) => findCaseQueue(db, { state, kind: "claim" }, 2),
  ])),
  "findCaseQueue by radicado": (db) => findCaseQueue(db, { state: "all", folio: "PQ-1" }, 1),
};
