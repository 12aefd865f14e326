import type { Db } from "../../../db/client.ts";
import {
  addLink,
  addPerson,
  beginDraft,
  removePerson,
  saveAnswer,
} from "../../../db/enrolment/drafts.ts";
import { addDocuments, removeDocument } from "../../../db/enrolment/documents.ts";
import {
  findEnrolment,
  findEnrolmentFile,
  findEnrolmentForStaff,
} from "../../../db/enrolment/enrolments.ts";
import {
  decideEnrolment,
  exportApproved,
  findEnrolmentQueue,
  findExported,
} from "../../../db/enrolment/staff.ts";
import { sendEnrolment, signEnrolment } from "../../../db/enrolment/sending.ts";
import { sweepEnrolments } from "../../../db/enrolment/sweep.ts";

const ONE = { folio: "AF-2026-AAAA2222" };
const MAIL = {
  dedupeKey: "one",
  kind: "enrolment",
  providerId: null,
  to: "a@b.example",
  subject: "x",
  text: "x",
} as const;
const NONE = { folio: "AF-2026-BBBB2222" };
const HANDLE = "p00000000000000aa";

/** Whatever is asked of enrolments, by name, for the tests of all questions. */
export const ENROLMENT_QUESTIONS: Record<string, (db: Db) => Promise<unknown>> = {
  beginDraft: (db) =>
    beginDraft(db, {
      ...ONE,
      secretSha256: "one",
      email: "a@b.example",
      createdAt: 0,
      expiresAt: 1,
    }),
  findEnrolment: (db) => findEnrolment(db, "one", 0),
  saveAnswer: (db) => saveAnswer(db, ONE, { key: "nombre" }, { primerNombre: "Ana" }),
  "addPerson to an enrolment": (db) => addPerson(db, ONE, HANDLE),
  removePerson: (db) => removePerson(db, ONE, HANDLE, 0),
  addLink: (db) => addLink(db, { ...ONE, email: "a@b.example", linkSha256: "three", nowMs: 0 }),
  addDocuments: (db) =>
    addDocuments(db, NONE, {
      person: "titular",
      paper: "identity",
      fileIds: ["x"],
      sha256s: ["y"],
    }),
  removeDocument: (db) => removeDocument(db, ONE, "x", 0),
  signEnrolment: (db) => signEnrolment(db, ONE, { name: "Ana", at: 0, from: "", sha256: "x" }),
  sendEnrolment: (db) =>
    sendEnrolment(
      db,
      { ...ONE, typed: { holder: {}, people: {} }, signature: null, documents: [] },
      {
        at: 0,
        dueOn: "2026-04-24",
        mail: MAIL,
      },
    ),
  findEnrolmentQueue: (db) => findEnrolmentQueue(db, "sent", 1),
  findEnrolmentForStaff: (db) => findEnrolmentForStaff(db, NONE.folio),
  findEnrolmentFile: (db) => findEnrolmentFile(db, NONE.folio, "x"),
  decideEnrolment: (db) =>
    decideEnrolment(db, ONE, { state: "rejected", text: "x", approval: null }, {
      at: 0,
      by: 1,
      expiresAt: 1,
      mail: MAIL,
    }),
  exportApproved: (db) => exportApproved(db, 1),
  findExported: (db) => findExported(db, 1),
  sweepEnrolments: (db) => sweepEnrolments(db, 0),
};
