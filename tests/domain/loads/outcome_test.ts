import { assertEquals, assertMatch } from "@std/assert";
import {
  isAskedForTotal,
  judgePublication,
  judgeUndoer,
  refusal,
  touchedLater,
} from "../../../domain/loads/outcome.ts";
import {
  emptyReport,
  type LoadReport,
  type LoadStatus,
  summarize,
} from "../../../domain/loads/report.ts";

const load = { status: "waiting" as LoadStatus, createdBy: 1 as number | null, paidAmount: 500 };
const ONE = { new: 0, changed: 0, unchanged: 1 };
const right = { userId: 2, controlTotal: 500 };

Deno.test("U14: another person and the right sum are both asked for, and the load must wait", () => {
  assertEquals(judgePublication(load, right), undefined);
  const table: [Partial<typeof load>, Partial<typeof right>, reason: string][] = [
    [{}, { userId: 1 }, "samePerson"],
    [{ createdBy: null }, {}, "noLoader"],
    [{}, { controlTotal: 499 }, "controlTotal"],
    [{ paidAmount: 0 }, {}, "controlTotal"],
    [{ status: "judging" }, {}, "notWaiting"],
    [{ status: "refused" }, {}, "notWaiting"],
    [{ status: "undone" }, {}, "notWaiting"],
  ];
  for (const [some, other, reason] of table) {
    const refused = judgePublication({ ...load, ...some }, { ...right, ...other });
    assertEquals(refused?.reason, reason);
  }
});

Deno.test("U15: who loaded undoes nothing of it, and who undid does not undo that", () => {
  const table: [user: number, createdBy: number | null, loader: number | null, reason?: string][] =
    [
      [2, 1, 1],
      [1, 1, 1, "ownLoad"],
      [1, 3, 1, "ownLoad"],
      [3, 3, 1, "ownUndo"],
      [2, 3, 1],
      [2, null, null],
      [3, 3, null, "ownUndo"],
    ];
  for (const [userId, createdBy, loader, reason] of table) {
    assertEquals(judgeUndoer(userId, { undone: { createdBy }, loader })?.reason, reason);
  }
});

Deno.test("the total is asked of who may publish a waiting load, and of nobody else", () => {
  const summary = summarize({
    ...emptyReport({ id: "1", number: null }, "waiting"),
    vouchers: ONE,
  });
  const waiting = { status: "waiting" as LoadStatus, createdBy: 1, summary };
  assertEquals(isAskedForTotal(waiting, 2), true);
  assertEquals(isAskedForTotal(waiting, 1), false);
  assertEquals(isAskedForTotal(waiting, undefined), false);
  assertEquals(isAskedForTotal({ ...waiting, createdBy: null }, 2), false);
  assertEquals(isAskedForTotal({ ...waiting, status: "published" }, 2), false);
});

Deno.test("the total is asked for where payments come, and not where offices or people alone do", () => {
  const report = { ...emptyReport({ id: "1", number: null }, "waiting"), offices: ONE };
  const asks = (some: Partial<LoadReport>) => {
    const summary = summarize({ ...report, ...some });
    return isAskedForTotal({ status: "waiting", createdBy: 1, summary }, 2);
  };
  assertEquals([asks({}), asks({ affiliates: ONE }), asks({ providers: ONE })], [
    false,
    false,
    false,
  ]);
  assertEquals([asks({ vouchers: ONE }), asks({ settlements: ONE })], [true, true]);
  assertEquals(isAskedForTotal({ status: "waiting", createdBy: 1, summary: undefined }, 2), true);
});

Deno.test("a wrong control total does not tell the right one", () => {
  const refused = judgePublication({ ...load, paidAmount: 123_456_789 }, right);
  assertEquals(/1\.234\.567/.test(refused?.message ?? ""), false);
  assertMatch(refused?.message ?? "", /\$\u00a05,00/);
});

Deno.test("vouchers in the way are named, and those that are not are counted", () => {
  const one = { nit: "900356158", documentNumber: "1500" };
  assertMatch(touchedLater([one], 1).message, /: 1500 \(NIT 900356158\)$/);
  assertMatch(touchedLater([one], 7).message, / y 6 más$/);
  assertEquals(refusal("conflict").vouchers, []);
});
