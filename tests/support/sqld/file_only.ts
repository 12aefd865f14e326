/**
 * The tests of tests/routes and tests/whole that need their database to be a file, by name, and why.
 * `deno task test:sqld` runs them too: one that passes there stands here for no reason, and is told.
 */
export const FILE_ONLY: Record<string, string> = {
  "after a restored copy a cursor of what is lost is gone, at once and after later loads, and an older one goes on":
    "copies the database by VACUUM INTO",
  "L1: under a lock nothing is handed out, and no event is lost": "holds a lock of the file",
  "L1: on a full disk nothing is handed out and nothing is done":
    "limits how large its file may grow",
  "U13: a full disk refuses the load with a sentence, and the portal goes on":
    "limits how large its file may grow",
};
