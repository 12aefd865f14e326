import type { ThreadMessage } from "../thread.ts";
import type { ListedCase } from "./case.ts";
import type { CasePerson } from "./form.ts";

/** A case with all that was written in it. */
export type CaseThread = {
  about: ListedCase & {
    /** The number of whoever had signed in; null for anybody else. */
    affiliateId: number | null;
    /** Null for whoever did not say who she is. */
    person: CasePerson | null;
  };
  messages: ThreadMessage[];
};
