import { assert } from "@std/assert";
import { BOOKING } from "./booking.ts";
import { killAtMoments, type Work } from "./kill.ts";
import { LINK_MAILS } from "./link_mails.ts";
import { LOAD, LOAD_BY_TWO } from "./load.ts";
import { MAILS } from "./mails.ts";
import { WEBHOOKS } from "./webhooks.ts";

/* Few moments: `deno task faults` takes fifty of each work, and others each time. */
const SEED = 17;

/** nodemailer looks after a connection that failed once more: its timers, not ours. */
const QUIETLY = { sanitizeOps: false, sanitizeResources: false };

const WORKS: { sentence: string; work: Work; moments: number }[] = [
  { sentence: "a load shows all or nothing", work: LOAD, moments: 5 },
  { sentence: "a load by two people shows all or nothing", work: LOAD_BY_TWO, moments: 5 },
  { sentence: "the sending of mails loses none", work: MAILS, moments: 4 },
  {
    sentence: "the sending of mails with links loses none, and no secret is stored",
    work: LINK_MAILS,
    moments: 3,
  },
  { sentence: "a booking is made once, with its event, or not at all", work: BOOKING, moments: 4 },
  { sentence: "the sending of webhooks loses none", work: WEBHOOKS, moments: 4 },
];

for (const { sentence, work, moments } of WORKS) {
  Deno.test(`U11: ${sentence}, whenever its process is killed`, QUIETLY, async () => {
    const { states } = await killAtMoments(work, { moments, seed: SEED });
    assert(states.middle > 0, JSON.stringify(states));
    assert(states.before + states.middle + states.after >= moments, JSON.stringify(states));
  });
}
