import { assertEquals } from "@std/assert";
import { folio, isFolio } from "../../../domain/folio.ts";
import {
  INQUIRY_KIND_WORDS,
  INQUIRY_KINDS,
  INQUIRY_STEPS,
  inquiryDueDate,
  inquiryStateAfter,
  type InquiryStep,
  readInquiryKind,
} from "../../../domain/inquiries/inquiry.ts";
import { THREAD_STATES, type ThreadState } from "../../../domain/thread.ts";

Deno.test("an answer is due in ten business days, a proposal's in fifteen, holidays not counted", () => {
  assertEquals(inquiryDueDate("wrongAmount", "2026-04-06"), "2026-04-20");
  assertEquals(inquiryDueDate("applyUnapplied", "2026-04-06"), "2026-04-27");
  assertEquals(inquiryDueDate("notMine", "2026-03-27"), "2026-04-14", "Semana Santa");
});

Deno.test("each step leads to its state, or is not possible in that state", () => {
  const table: Record<ThreadState, Partial<Record<InquiryStep, ThreadState>>> = {
    open: {
      message: "open",
      closed: "closed",
      inProgress: "inProgress",
      answered: "answered",
      accepted: "answered",
      returned: "answered",
    },
    inProgress: {
      message: "inProgress",
      closed: "closed",
      answered: "answered",
      accepted: "answered",
      returned: "answered",
    },
    answered: {
      message: "open",
      reopened: "open",
      closed: "closed",
      answered: "answered",
      accepted: "answered",
      returned: "answered",
    },
    closed: { reopened: "open" },
  };
  for (const state of THREAD_STATES) {
    for (const step of INQUIRY_STEPS.filter((one) => one !== "opened")) {
      assertEquals(inquiryStateAfter(step, state), table[state][step], `${step} in ${state}`);
    }
  }
});

Deno.test("kinds are read by their key in the address and by nothing else", () => {
  for (const kind of INQUIRY_KINDS) {
    assertEquals(readInquiryKind(INQUIRY_KIND_WORDS[kind].key), kind);
  }
  for (const other of ["", "notMine", "open", "__proto__"]) {
    assertEquals(readInquiryKind(other), undefined, other);
  }
});

Deno.test("a radicado is known by its form", () => {
  const made = folio("CO", "2026", new Uint8Array([1, 2, 3, 4, 5, 6, 7, 250]));
  assertEquals(isFolio("CO", made), true);
  for (const other of ["SR-2026-AAAA2222", "CO-2026-AAAA222", "CO-26-AAAA2222", "900356158", ""]) {
    assertEquals(isFolio("CO", other), false, other);
  }
});
