import { sql } from "drizzle-orm";
import { addDays, type CivilDate } from "../../domain/dates.ts";
import { AGE_STEPS } from "../../domain/statements/statement.ts";
import { voucherRevisions as vouchers } from "../schema.ts";

/** The days that part the steps of `AGE_STEPS`. */
export type AgeDays = { month: CivilDate; twoMonths: CivilDate; threeMonths: CivilDate };

export function ageDays(today: CivilDate): AgeDays {
  return {
    month: addDays(today, -(AGE_STEPS[1].from)),
    twoMonths: addDays(today, -(AGE_STEPS[2].from)),
    threeMonths: addDays(today, -(AGE_STEPS[3].from)),
  };
}

/** The step of `AGE_STEPS` that the day of a voucher is of. */
export const AGE = sql<number>`iif(${vouchers.paidOn} > ${sql.placeholder("month")}, 0,
  iif(${vouchers.paidOn} > ${sql.placeholder("twoMonths")}, 1,
    iif(${vouchers.paidOn} > ${sql.placeholder("threeMonths")}, 2, 3)))`.as("age");
