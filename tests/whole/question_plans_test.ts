import { assert, assertEquals, assertNotMatch } from "@std/assert";
import { findKeptForm, keepForm } from "../../db/accounts/kept_forms.ts";
import { activate, createActivation, findActivation } from "../../db/accounts/activations.ts";
import {
  bookAppointment,
  cancelAppointment,
  holdSlot,
  moveAppointment,
} from "../../db/appointments/booking.ts";
import { findCallback, requestCallback } from "../../db/appointments/callbacks.ts";
import {
  chooseCareKind,
  keepContact,
  startDraft,
  startMove,
} from "../../db/appointments/drafts.ts";
import { findSlotStep } from "../../db/appointments/hours.ts";
import { findAppointment, findAppointments } from "../../db/appointments/own.ts";
import { findSites } from "../../db/appointments/sites.ts";
import { findContactStep, findKindStep } from "../../db/appointments/steps.ts";
import { CONTACT } from "../support/appointments/agendas.ts";
import { findDirectory } from "../../db/affiliates/directory.ts";
import { findAffiliation } from "../../db/affiliates/consulta.ts";
import { findCertifiable } from "../../db/certificates/affiliation.ts";
import { issueCertificate } from "../../db/certificates/issue.ts";
import { findTerms } from "../../db/certificates/terms.ts";
import { findWithheldSums, recheckWithheld } from "../../db/certificates/withheld.ts";
import { findCertifiableWithholding } from "../../db/certificates/withholding.ts";
import { findCertificate } from "../../db/certificates/verification.ts";
import { findAffiliateId, findAffiliateRecord } from "../../db/affiliates/record.ts";
import { findRegisteringAffiliate } from "../../db/affiliates/registrant.ts";
import { allowActing, findFamily, forbidActing } from "../../db/affiliates/family.ts";
import {
  createContactRequest,
  findContactRequest,
  findContactRequests,
  rejectContact,
} from "../../db/affiliates/contact_requests.ts";
import { findMyAffiliation } from "../../db/affiliates/mine.ts";
import { findSeenBy } from "../../db/audit/seen_by.ts";
import { findSitesToPropose } from "../../db/enrolment/sites.ts";
import { findViewReason } from "../../db/affiliates/view_reasons.ts";
import { type Db, openDatabase } from "../../db/client.ts";
import { findChanges } from "../../db/payments/change_log.ts";
import { findSelected } from "../../db/payments/exports.ts";
import { markVoucher } from "../../db/payments/marks.ts";
import { findInvoices } from "../../db/payments/invoices.ts";
import { findPortalFigures } from "../../db/portal.ts";
import { findAccount } from "../../db/accounts/users.ts";
import { changeRole, findTeam, isTeamAddress, revokeMember } from "../../db/users/team.ts";
import {
  acceptInvitation,
  createInvitation,
  findInvitation,
  voidInvitation,
} from "../../db/users/invitations.ts";
import { findActivity } from "../../db/audit/activity.ts";
import {
  changeEmail,
  createEmailChange,
  findEmailChange,
} from "../../db/accounts/email_changes.ts";
import { takeRecoveryCode, takeTotpStep } from "../../db/accounts/second_factor.ts";
import { findPasskeys, takeChallenge } from "../../db/accounts/passkeys.ts";
import {
  findRegistrationRequest,
  findRegistrationRequests,
} from "../../db/providers/registration_requests.ts";
import { findOwnDataRequests } from "../../db/users/data_requests.ts";
import { findHolderData } from "../../db/accounts/holder_data.ts";
import { findAllInquiries, findInquiries } from "../../db/inquiries/inquiries.ts";
import { sweepLeftFiles } from "../../db/files.ts";
import { findInquiryFile, findInquiryFileForStaff } from "../../db/inquiries/files.ts";
import { findOpened } from "../../db/inquiries/opening.ts";
import { findInquiryQueue } from "../../db/inquiries/queue.ts";
import { addProviderStep, addStaffStep, type NewStep } from "../../db/inquiries/steps.ts";
import { findInquirySubject } from "../../db/inquiries/subject.ts";
import { findInquiry, findInquiryForStaff } from "../../db/inquiries/thread.ts";
import { countOpenWork } from "../../db/staff/work.ts";
import { ENROLMENT_QUESTIONS } from "../support/enrolment/questions.ts";
import { anInquiry } from "../support/inquiries.ts";
import { aCertificate } from "../support/papers/certificates.ts";
import { addPerson } from "../support/people.ts";
import { createSession, findSession, touchSession } from "../../db/accounts/sessions.ts";
import { findLastProvider, switchPerson, switchProvider } from "../../db/accounts/session_whom.ts";
import { endSession } from "../../db/accounts/session_ends.ts";
import {
  findDetail,
  findVoucher,
  findVouchers,
  findVouchersAndVoucher,
} from "../../db/payments/vouchers.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { findWaitingLoads } from "../../db/loads/history.ts";
import { countLoadMails } from "../../db/loads/mails.ts";
import { findNames } from "../../db/loads/people.ts";
import {
  findBatch,
  findBatches,
  findBatchNumber,
  makeBatch,
  undoBatch,
} from "../../db/reporting/batches.ts";
import { findMapping, findMappingOf } from "../../db/reporting/mappings.ts";
import { findKeptList, sweepKeptLists } from "../../db/reconciliation/kept_lists.ts";
import { findReportQueue } from "../../db/reporting/queue.ts";
import { findSampleRows, readReportRows } from "../../db/reporting/rows.ts";
import { findTokenHolder, touchToken } from "../../db/programs/holder.ts";
import { createApiToken, createToken, findTokens, revokeToken } from "../../db/programs/tokens.ts";
import { findVoucherChanges } from "../../db/payments/voucher_changes.ts";
import { testDatabase } from "../support/database.ts";
import { A, aFile, aSettlement, aVoucher, B, C, load, PROVIDERS } from "../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../support/files.ts";
import { providerOf } from "../db/support/contents.ts";
import { MEDICINE_QUESTIONS } from "../db/support/medicine_questions.ts";
import { plansOf, recordTrips } from "../db/support/recorder.ts";
import { ATTENTION_QUESTIONS } from "../db/support/attention_questions.ts";
import { WEBHOOK_QUESTIONS } from "../support/webhooks/questions.ts";
import { STAFF_QUESTIONS } from "../db/support/staff_questions.ts";

const LIST = { handle: "one", userId: 1 };
const RANGE = { from: "2026-01-01", to: "2026-12-31" };
const RECHECKED = {
  tax: "iva",
  year: 2025,
  bimester: 1,
  sums: { lines: 1, base: 1, vat: 1, withheld: 1 },
} as const;
const PAGE = { page: 2 };
const DETAIL = { ...PAGE, allColumns: false };
const TODAY = "2026-04-01";
const OWN_DRAFT = { draftId: "one", actorId: 1, affiliateId: 1, nowMs: 0 };

/** Every question that a request asks, by its name; each must be one round trip. */
const QUESTIONS: Record<string, (db: Db, provider: Provider) => Promise<unknown>> = {
  findVouchers: (db, provider) => findVouchers(db, provider, RANGE, PAGE),
  "findVouchers by form of payment": (db, provider) =>
    findVouchers(db, provider, { ...RANGE, paymentMethod: "Cheque" }, PAGE),
  "findVouchers of a subset": (db, provider) =>
    findVouchers(db, provider, { ...RANGE, only: "difference" }, PAGE),
  "findVouchers of what the team is done with": (db, provider) =>
    findVouchers(db, provider, { ...RANGE, only: "worked" }, PAGE, provider.id),
  "findVouchers of what the team is not done with": (db, provider) =>
    findVouchers(db, provider, { ...RANGE, only: "unworked" }, PAGE, provider.id),
  markVoucher: (db, provider) =>
    markVoucher(db, provider, {
      documentNumber: "V7",
      isWorked: true,
      note: "x",
      userId: 1,
      nowMs: 1,
      seenAt: 0,
    }),
  findChanges: (db, provider) =>
    findChanges(db, provider, { version: 1, documentNumber: "V7", changedAt: 1 }, 22),
  findVoucher: (db, provider) => findVoucher(db, provider, "V7", PAGE),
  findVouchersAndVoucher: (db, provider) =>
    findVouchersAndVoucher(db, provider, RANGE, "V7", { list: PAGE, detail: DETAIL }),
  findDetail: (db, provider) => findDetail(db, provider, "V7", DETAIL),
  "findSelected of a range": (db, provider) => findSelected(db, provider, RANGE),
  "findSelected of a voucher": (db, provider) =>
    findSelected(db, provider, { documentNumber: "V7" }),
  findInvoices: (db, provider) => findInvoices(db, provider, ["FEV-1", "FE01-2"]),
  findPortalFigures: (db, provider) => findPortalFigures(db, provider, TODAY, 1),
  findCertificate: (db) => findCertificate(db, "ABCDEFGH2345"),
  findCertifiable: (db) => findCertifiable(db, 1),
  findCertifiableWithholding: (db, { id }) =>
    findCertifiableWithholding(db, id, { tax: "ica", year: 2025, bimester: 1 }),
  findWithheldSums: (db, { id }) =>
    findWithheldSums(db, id, { tax: "renta", year: 2025, bimester: null }),
  recheckWithheld: (db, { id }) => recheckWithheld(db, id, RECHECKED, 0),
  findTerms: (db) => findTerms(db, 2025),
  issueCertificate: (db) => issueCertificate(db, aCertificate()),
  findSession: (db) => findSession(db, "one"),
  createSession: (db) => createSession(db, { ...SESSION, id: "two" }, "x"),
  touchSession: (db) => touchSession(db, "one", 1),
  endSession: (db) => endSession(db, "one", 1),
  "findAccount by NIT": (db) => findAccount(db, { nit: A }),
  "findAccount by address": (db) => findAccount(db, { kind: "member", email: "a@b.example" }),
  "findAccount by id": (db) => findAccount(db, { id: 1 }),
  findLastProvider: (db) => findLastProvider(db, 1),
  findKeptForm: (db) => findKeptForm(db, { sessionId: "one", userId: 1, nowMs: 0 }),
  keepForm: (db) => keepForm(db, { sessionId: "one", userId: 1, sealed: "x", expiresAt: 1 }),
  switchProvider: (db) => switchProvider(db, { id: "one", userId: 1, nit: A }),
  findTeam: (db, provider) => findTeam(db, provider, 0, 0),
  isTeamAddress: (db, provider) => isTeamAddress(db, provider, "a@b.example"),
  revokeMember: (db, provider) => revokeMember(db, provider, 2, 0),
  changeRole: (db, provider) => changeRole(db, provider, 2, { role: "consulta", nowMs: 0 }),
  createInvitation: (db, { id: providerId }) =>
    createInvitation(db, {
      tokenSha256: "one",
      handle: "one",
      providerId,
      email: "a@b.example",
      role: "contador",
      invitedBy: 1,
      createdAt: 0,
      expiresAt: 1,
    }),
  findInvitation: (db) => findInvitation(db, "one", 0),
  voidInvitation: (db, provider) => voidInvitation(db, provider, "one", 0),
  acceptInvitation: (db) =>
    acceptInvitation(db, { tokenSha256: "one", nowMs: 0, policyVersion: "1" }),
  findActivity: (db, provider) =>
    findActivity(db, provider, { fromMs: 0, toMs: 1 }, { page: 1, perPage: 21 }),
  createEmailChange: (db) =>
    createEmailChange(db, {
      tokenSha256: "one",
      userId: 1,
      email: "a@b.example",
      createdAt: 0,
      expiresAt: 1,
    }),
  findEmailChange: (db) => findEmailChange(db, "one", 0),
  changeEmail: (db) => changeEmail(db, { tokenSha256: "one", userId: 1, nowMs: 0 }),
  takeTotpStep: (db) => takeTotpStep(db, 1, 5),
  takeRecoveryCode: (db) => takeRecoveryCode(db, 1, "one", 0),
  findPasskeys: (db) => findPasskeys(db, 1),
  takeChallenge: (db) => takeChallenge(db, "one", null, 0),
  findRegistrationRequests: (db) => findRegistrationRequests(db),
  findRegistrationRequest: (db) => findRegistrationRequest(db, "SR-1"),
  findOwnDataRequests: (db) => findOwnDataRequests(db, 1),
  findHolderData: (db) => findHolderData(db, 1),
  findDirectory: (db) =>
    findDirectory(db, "deliveryPoints", { department: "13", municipality: "13001" }, {
      ...PAGE,
      perPage: 21,
    }),
  findInquiries: (db, provider) => findInquiries(db, provider, {}, PAGE),
  "findInquiries of a state": (db, provider) =>
    findInquiries(db, provider, { state: "answered" }, PAGE),
  findAllInquiries: (db, provider) => findAllInquiries(db, provider, {}),
  findInquiry: (db, provider) => findInquiry(db, provider, "CO-1"),
  findInquiryForStaff: (db) => findInquiryForStaff(db, "CO-1"),
  "findInquirySubject of a voucher": (db, provider) => findInquirySubject(db, provider, "V7"),
  "findInquirySubject of a line": (db, provider) => findInquirySubject(db, provider, "V7", 1),
  findOpened: (db, provider) => findOpened(db, provider, "one"),
  openInquiry: (db) => anInquiry(db, { documentNumber: "V7" }),
  addProviderStep: (db, provider) => addProviderStep(db, provider, aStep("message")),
  addStaffStep: (db) => addStaffStep(db, aStep("accepted"), []),
  findInquiryFile: (db, provider) => findInquiryFile(db, provider, "CO-1", "one"),
  findInquiryFileForStaff: (db) => findInquiryFileForStaff(db, "CO-1", "one"),
  sweepLeftFiles: (db) => sweepLeftFiles(db, 0),
  findKeptList: (db, { id: providerId }) => findKeptList(db, { ...LIST, providerId }, 0),
  sweepKeptLists: (db) => sweepKeptLists(db, 0),
  countOpenWork: (db) => countOpenWork(db, 0, "payments"),
  ...queues(),
  findActivation: (db) => findActivation(db, "one", 0),
  activate: (db) => activate(db, "one", 0),
  createActivation: (db, { id: providerId }) =>
    createActivation(
      db,
      { providerId },
      { policyVersion: "1", policySha256: "x", acceptedAt: 0, address: "x" },
      {
        tokenSha256: "one",
        passwordHash: "x",
        createdAt: 0,
        expiresAt: 1,
        voidedAt: null,
      },
    ),
  findSites: (db) => findSites(db, { affiliateId: 1, nowMs: 0 }),
  findKindStep: (db) => findKindStep(db, OWN_DRAFT),
  findSlotStep: (db) => findSlotStep(db, OWN_DRAFT, { days: [TODAY], day: TODAY }),
  findContactStep: (db) => findContactStep(db, OWN_DRAFT),
  findAppointments: (db) => findAppointments(db, { affiliateId: 1, nowMs: 0 }),
  findAppointment: (db) => findAppointment(db, { id: "one", affiliateId: 1 }),
  findCallback: (db) => findCallback(db, { folio: "LL-1", affiliateId: 1 }),
  holdSlot: (db) => holdSlot(db, { draftId: "one", actorId: 1, slotId: 1 }, 0),
  bookAppointment: (db) =>
    bookAppointment(db, { draftId: "one", actorId: 1, code: "CI-1", ...CONTACT }, 0),
  moveAppointment: (db) => moveAppointment(db, { draftId: "one", actorId: 1 }, 0),
  cancelAppointment: (db) => cancelAppointment(db, { id: "one", affiliateId: 1 }, 0),
  startDraft: (db) => startDraft(db, { id: "one", actorId: 1, affiliateId: 1, siteCode: "S1" }, 0),
  startMove: (db) =>
    startMove(db, { id: "one", actorId: 1, affiliateId: 1, appointmentId: "one" }, 0),
  chooseCareKind: (db) =>
    chooseCareKind(db, { id: "one", actorId: 1, affiliateId: 1, careKind: "x" }),
  keepContact: (db) => keepContact(db, { id: "one", actorId: 1 }, CONTACT),
  requestCallback: (db) =>
    requestCallback(db, { ...OWN_DRAFT, folio: "LL-1", phone: "1", promisedOn: TODAY }, 0),
  findAffiliation: (db) =>
    findAffiliation(db, { documentType: "CC", documentNumber: "123", bornOn: "1962-03-05" }),
  findAffiliateRecord: (db) => findAffiliateRecord(db, 1),
  findAffiliateId: (db) => findAffiliateId(db, { documentType: "CC", documentNumber: "123" }),
  findSitesToPropose: (db) => findSitesToPropose(db, "13"),
  findViewReason: (db) => findViewReason(db, { affiliateId: 1 }, { sessionId: "one", sinceMs: 0 }),
  findEnrolmentViewReason: (db) =>
    findViewReason(db, { enrolment: "AF-2026-CCCC3333" }, { sessionId: "one", sinceMs: 0 }),
  findRegisteringAffiliate: (db) =>
    findRegisteringAffiliate(db, {
      documentType: "CC",
      documentNumber: "123",
      bornOn: "1962-03-05",
    }),
  findFamily: (db) => findFamily(db, 1),
  allowActing: (db) => allowActing(db, { personId: 1, headId: 2, nowMs: 0 }),
  forbidActing: (db) => forbidActing(db, { personId: 1, nowMs: 0 }),
  switchPerson: (db) => switchPerson(db, { id: "one", personId: 1 }),
  findContactRequests: (db) => findContactRequests(db, 2),
  findContactRequest: (db) => findContactRequest(db, "CT-1"),
  rejectContact: (db) => rejectContact(db, { folio: "CT-1", decidedBy: 1, decidedAt: 0, note: "" }),
  createContactRequest: (db) =>
    createContactRequest(db, {
      documentType: "CC",
      documentNumber: "123",
      bornOn: "1962-03-05",
      email: "a@b.example",
      phone: null,
      address: null,
      folio: "CT-1",
      askedBy: null,
      createdAt: 0,
      dueOn: TODAY,
    }),
  findMyAffiliation: (db) => findMyAffiliation(db, { id: 1, userId: 1 }),
  findSeenBy: (db) => findSeenBy(db, { affiliateId: 1, userId: 1, sinceMs: 0 }),
  findTokenHolder: (db) => findTokenHolder(db, "one", TODAY),
  createToken: (db) =>
    createToken(db, {
      tokenSha256: "three",
      handle: "three",
      owner: { providerId: 1 },
      madeBy: 1,
      name: "x",
      scopes: ["read"],
      createdAt: 0,
      expiresOn: TODAY,
    }),
  findTokens: (db) => findTokens(db, { providerId: 1 }, TODAY),
  "findTokens of staff": (db) => findTokens(db, { staffId: 1 }, TODAY),
  revokeToken: (db) => revokeToken(db, { providerId: 1 }, { handle: "one", nowMs: 0 }),
  "revokeToken of staff": (db) => revokeToken(db, { staffId: 1 }, { handle: "one", nowMs: 0 }),
  touchToken: (db) => touchToken(db, "one", { nowMs: 0, place: "" }),
  findReportQueue: (db) =>
    findReportQueue(db, { reportsFrom: TODAY, overdueBefore: TODAY, page: 1 }),
  findMapping,
  findMappingOf: (db) => findMappingOf(db, 1),
  findBatches,
  findBatch: (db) => findBatch(db, 1),
  findBatchNumber: (db) => findBatchNumber(db, "one"),
  makeBatch: (db) =>
    makeBatch(db, {
      handle: "one",
      mappingVersion: 0,
      reportsFrom: "2020-01-01",
      eps: { name: "x", nit: "x" },
      madeBy: 1,
      madeAt: 0,
    }),
  readReportRows: async (db) => {
    const batch = { number: 1, madeAt: 0, epsName: "x", epsNit: "x" };
    await readReportRows(db, batch).next();
  },
  findSampleRows: (db) =>
    findSampleRows(db, {
      ...{ number: 1, madeAt: 0, epsName: "x", epsNit: "x" },
      count: 3,
      reportsFrom: TODAY,
    }),
  undoBatch: (db) => undoBatch(db, { number: 1, undoneBy: 1, undoneAt: 0 }),
  findWaitingLoads: (db) => findWaitingLoads(db, "payments"),
  findNames: (db) => findNames(db, [1, 2, null]),
  countLoadMails: (db) => countLoadMails(db, "one"),
  findVoucherChanges: (db, provider) => findVoucherChanges(db, provider, "V7"),
  ...STAFF_QUESTIONS,
  ...ATTENTION_QUESTIONS,
  ...ENROLMENT_QUESTIONS,
  ...MEDICINE_QUESTIONS,
  ...WEBHOOK_QUESTIONS,
};

/** The staff's queue in every state, by provider and by radicado. */
function queues(): typeof QUESTIONS {
  const states = ["pending", "open", "inProgress", "answered", "closed", "all"] as const;
  const searches = [undefined, { nit: A }, { folio: "CO-1" }];
  const filters = states.flatMap((state) => searches.map((search) => ({ state, search })));
  return Object.fromEntries(filters.map((filter) => [
    `findInquiryQueue ${JSON.stringify(filter)}`,
    (db: Db) => findInquiryQueue(db, { ...filter, kind: "notMine" }, PAGE),
  ]));
}

function aStep(step: "message" | "accepted"): NewStep {
  const entry = { folio: "CO-1", before: "open", after: "answered", step } as const;
  return { ...entry, authorId: 1, messageId: "x", text: "", createdAt: 0, fileIds: [] };
}

const SESSION = {
  userId: 1,
  providerId: 1,
  secondFactorAt: null,
  nowMs: 0,
  address: "",
  userAgent: "",
};

/** Some thousand vouchers and lines of A and of B, and accounts of both with sessions. */
async function filledDatabase() {
  const database = await testDatabase();
  const { db } = database;
  const numbers = Array.from({ length: 1500 }, (_, index) => index);
  const rows = [A, B].flatMap((nit) => numbers.map((number) => ({ nit, number })));
  await load(db, [
    PROVIDERS(),
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      ...rows.map(({ nit, number }) =>
        aVoucher({ nit, number: `V${number}`, paidOn: `${1 + number % 28}/03/2026` })
      ),
    ),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      ...rows.flatMap(({ nit, number }) =>
        [`FEV-${number}`, `FE01-${number}`].map((one) =>
          aSettlement(`V${number}`, one, "1,00", nit)
        )
      ),
    ),
  ]);
  for (const nit of [A, B, C]) {
    const person = { kind: "representative", passwordHash: "x" } as const;
    await addPerson(db, person, [[nit, "representante"]]);
  }
  await createSession(db, { ...SESSION, id: "one" }, "x");
  await createApiToken(db, {
    nit: A,
    name: "x",
    tokenSha256: "one",
    createdAt: 0,
    expiresOn: null,
  });
  return database;
}

Deno.test("every question is one round trip, by an index, without scan and sorting", async (test) => {
  await using database = await filledDatabase();
  const provider = await providerOf(database.db, A);
  const planner = await openDatabase(database.address);
  for (const [name, ask] of Object.entries(QUESTIONS)) {
    await test.step(name, async () => {
      const recorder = recordTrips(database.db);
      await ask(recorder.db, provider);
      assertEquals(recorder.trips.length, 1);
      for (const { sql, plan } of await plansOf(planner, recorder.trips)) {
        const context = `${plan}\n\n${sql}`;
        // `some` are rows that an index found, up to a bound.
        assertNotMatch(plan, /SCAN (?!json_each|CONSTANT|some$)/m, context);
        assertNotMatch(plan, /USE TEMP B-TREE|AUTOMATIC/, context);
        const isPlain = /^(SCAN (CONSTANT ROW|json_each .*))?$/.test(plan) &&
          /^\s*insert/i.test(sql);
        assert(isPlain || /USING .*(INDEX|PRIMARY KEY)/.test(plan), context);
      }
    });
  }
  planner.$client.close();
});
