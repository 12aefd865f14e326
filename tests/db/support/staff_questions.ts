import { findWaitEnd, forgetAttempts } from "../../../db/accounts/attempts.ts";
import { findAgendaDesk } from "../../../db/appointments/desk.ts";
import {
  answerCallback,
  findAppointmentHolder,
  findCallbackForStaff,
} from "../../../db/appointments/staff.ts";
import { findMovable, moveForAffiliate } from "../../../db/appointments/staff_moves.ts";
import { countEvents, findEvents, findPersonIds } from "../../../db/audit/log.ts";
import { findChainCheck } from "../../../db/audit/chain.ts";
import { findWaitingVoucher, findWaitingVouchers } from "../../../db/payments/waiting.ts";
import type { Db } from "../../../db/client.ts";
import { findFailedMails } from "../../../db/mail/failed.ts";
import {
  changeHands,
  closeAccess,
  openAccess,
  voidActivation,
} from "../../../db/providers/access.ts";
import { findProviderRecord } from "../../../db/providers/record.ts";
import { findStaffInvitations, isStaffAddress } from "../../../db/users/staff_invitations.ts";
import { countOpenWork } from "../../../db/staff/work.ts";
import {
  changeStaffRole,
  disableUser,
  enableUser,
  endUserSessions,
  removeFactors,
} from "../../../db/users/access.ts";
import { findUserRecord } from "../../../db/users/record.ts";
import { SIGN_IN_BY_USER } from "../../../domain/accounts/attempt_limit.ts";
import type { Provider } from "../../../domain/providers/provider.ts";
import { A } from "../../support/files.ts";

const RANGE = { fromMs: 0, toMs: 1 };
const ATTEMPTS = [{ limit: SIGN_IN_BY_USER, of: A }];
const EPS = { name: "Mutual Ser", phone: "01 8000" };
const OLD = { email: "a@b.example", representativeId: "1", representativeName: "x" };

function act(userId: number) {
  const id = crypto.randomUUID();
  return { id, at: 1, act: "userDisabled", staffId: 1, userId, reason: "x" } as const;
}

/** What the staff's pages ask and do, but for searches, which read their index whole. */
export const STAFF_QUESTIONS: Record<string, (db: Db, provider: Provider) => Promise<unknown>> = {
  findAgendaDesk: (db) => findAgendaDesk(db, { siteCode: "S1", day: "2026-04-01", nowMs: 0 }),
  findAppointmentHolder: (db) => findAppointmentHolder(db, "one"),
  findMovable: (db) => findMovable(db, { id: "one", nowMs: 0 }),
  moveForAffiliate: (db) => moveForAffiliate(db, { id: "one", slotId: 1 }, 0),
  findCallbackForStaff: (db) => findCallbackForStaff(db, "LL-1"),
  answerCallback: (db) => answerCallback(db, { folio: "LL-1", outcome: "x", staffId: 1 }, 0),
  findWaitingVouchers: (db, provider) => findWaitingVouchers(db, provider),
  findWaitingVoucher: (db, provider) => {
    const key = { loadId: "00000000-0000-4000-8000-000000000000", documentNumber: "1" };
    return findWaitingVoucher(db, provider, key, { page: 2 });
  },
  findProviderRecord: (db) => findProviderRecord(db, A, 0),
  changeHands: (db, { id, legalName }) =>
    changeHands(db, { ...OLD, id, legalName }, { ...OLD, email: "c@d.example" }, {
      note: act(1),
      eps: EPS,
    }),
  closeAccess: (db, { id, legalName }) =>
    closeAccess(db, { id, legalName, email: null }, { note: act(1), eps: EPS }),
  openAccess: (db, { id, legalName }) =>
    openAccess(db, { id, legalName, email: null }, { note: act(1), eps: EPS }),
  voidActivation: (db, { id }) => voidActivation(db, id, 0),
  findUserRecord: (db) => findUserRecord(db, 1, 0),
  disableUser: (db) => disableUser(db, 3, act(3)),
  enableUser: (db) => enableUser(db, 3, act(3)),
  changeStaffRole: (db) => changeStaffRole(db, 3, "auditor", act(3)),
  removeFactors: (db) => removeFactors(db, 3, act(3)),
  endUserSessions: (db) => endUserSessions(db, 3, 0),
  findWaitEnd: (db) => findWaitEnd(db, ATTEMPTS, 0),
  forgetAttempts: (db) => forgetAttempts(db, ATTEMPTS),
  findStaffInvitations: (db) => findStaffInvitations(db, 0),
  isStaffAddress: (db) => isStaffAddress(db, "a@b.example"),
  findFailedMails: (db) => findFailedMails(db, { page: 1 }),
  countOpenWork: (db) => countOpenWork(db, 0, "payments"),
  "findEvents of a time": (db) => findEvents(db, RANGE),
  "findEvents older than one": (db) => findEvents(db, RANGE, { side: "older", at: 1, id: 1 }),
  "findEvents newer than one": (db) => findEvents(db, RANGE, { side: "newer", at: 1, id: 1 }),
  "findEvents of a person": (db) => findEvents(db, { ...RANGE, userIds: [1] }),
  "findEvents of a provider": (db) => findEvents(db, { ...RANGE, nit: A }),
  "findEvents of a name": (db) => findEvents(db, { ...RANGE, name: "download" }),
  "findEvents of a source": (db) => findEvents(db, { ...RANGE, source: "10.0.0.1" }),
  "findPersonIds by address": (db) => findPersonIds(db, { email: "a@b.example" }),
  "findPersonIds by NIT": (db) => findPersonIds(db, { nit: A }),
  countEvents: (db) => countEvents(db, RANGE),
  findChainCheck: (db) => findChainCheck(db),
};
