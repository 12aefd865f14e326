const COPY = "copies its database by VACUUM INTO, which a server refuses";

/**
 * The tests of tests/routes and tests/whole that need their database to be a file, by name, and why.
 * `deno task test:sqld` runs them too: one that passes there stands here for no reason, and is told.
 */
export const FILE_ONLY: Record<string, string> = {
  "after a restored copy a cursor of what is lost is gone, at once and after later loads, and an older one goes on":
    COPY,
  "D11: a database whose file was moved away or replaced under the portal is not ready":
    "moves its file away",
  "L1: under a lock nothing is handed out, and no event is lost": "holds a lock of the file",
  "L1: on a full disk nothing is handed out and nothing is done":
    "limits how large its file may grow",
  "U13: a full disk refuses the load with a sentence, and the portal goes on":
    "limits how large its file may grow",
  "D6: with the primary gone a provider reads on from the replica, each page marked with the date of its data":
    COPY,
  "D2, D6: nobody new reads on, and whoever was seen reads no longer than five minutes": COPY,
  "D3, D6: what writes, and what the log must have before it is sent, answers 503, and nothing is written when the primary is back":
    COPY,
  "D4, D6: an end that this process wrote, or that the replica has, holds with the primary gone":
    COPY,
  "D5, D6: a replica that is behind what somebody saw does not answer in the primary's place": COPY,
  "D6: a part of a page never comes without the mark, and never leaves one standing": COPY,
  "D6: the staff reads on what needs no record, and no provider's payments": COPY,
  "D6: an affiliate reads on, marked": COPY,
  "D4, D6, L8: a yes that was taken back elsewhere, of which the replica knows, shows nothing more with the primary gone":
    COPY,
  "D6: what would be saved without the mark is not given by the replica": COPY,
  "D5: a file has the lines of its vouchers, where these came from the primary just after a publication, and the replica comes back as it was before":
    COPY,
};
