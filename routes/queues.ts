import type { MaxUnread } from "../lib/placed_stream.ts";
import { createQueue, type Queue } from "../lib/queue.ts";
import { createSharedQueue, type SharedQueue } from "../lib/shared_queue.ts";

/** Work that only a few requests may do at once, while the others wait. */
export type Queues = Record<"uploads" | "loads" | "refusals", Queue> & {
  downloads: SharedQueue<string>;
  logDownloads: SharedQueue<string>;
  papers: SharedQueue<string>;
  signIns: SharedQueue<string>;
  attachments: SharedQueue<number>;
  publicAttachments: SharedQueue<string>;
  lists: SharedQueue<number>;
  scriptLists: SharedQueue<number>;
  maxUnread: MaxUnread;
};

/**
 * How long a reader may keep the place of a download waiting in one turn, and how long the download may
 * stand still before it ends. A slow line does not ask evenly: the system holds up to 4 MB and asks
 * for more when a third of that is sent, 1.5 MB, which takes 77 seconds at 20 kB a second.
 */
const MAX_UNREAD: MaxUnread = { placeMs: 3000, endMs: 180_000 };

/** The queues of one application; another application in the same process has its own. */
export function createQueues(maxUnread = MAX_UNREAD): Queues {
  return {
    maxUnread,
    // Whoever is sent away is answered one by one, and others between them: a hundred at one moment
    // would keep the thread for as long as it takes to draw their pages.
    refusals: createQueue({ atOnce: 1, longestLine: Infinity }),
    // By place. One core is left to the pages of others, and whoever is sent away asks nothing of the
    // database, which they would wait for.
    signIns: createSharedQueue({
      atOnce: Math.min(2, Math.max(1, navigator.hardwareConcurrency - 1)),
      longestLine: 60,
      longestOwnLine: 40,
    }),
    // By account. A workbook of years takes seconds and memory: a few are made at once, the others wait
    // or come again. Whoever reads slowly keeps nobody but herself waiting; each that is begun and waits
    // for its reader takes 3 MB.
    downloads: createSharedQueue({ atOnce: 3, longestLine: 20, longestOwnLine: 4, mostPaused: 30 }),
    // A log of years takes seconds: two at once, some wait, the others come again.
    logDownloads: createSharedQueue({ atOnce: 2, longestLine: 6, longestOwnLine: 2 }),
    // A PDF is made before it is sent, so nobody waits for whoever reads slowly.
    papers: createSharedQueue({ atOnce: 2, longestLine: 20, longestOwnLine: 4 }),
    // Uploads wait for the network most of the time, but each may fill 200 MB of the disk.
    uploads: createQueue({ atOnce: 4, longestLine: 20 }),
    // Messages with files, by person: whoever sends slowly, or a lot, takes one place at most.
    attachments: createSharedQueue({ atOnce: 6, longestLine: 100, longestOwnLine: 10 }),
    // The same of whoever has not signed in, by place: they cannot keep the others waiting.
    publicAttachments: createSharedQueue({ atOnce: 4, longestLine: 40, longestOwnLine: 3 }),
    // Lists of a cruce, by person: each is whole in memory while it is compared.
    lists: createSharedQueue({ atOnce: 6, longestLine: 30, longestOwnLine: 3 }),
    // The same of scripts, by provider.
    scriptLists: createSharedQueue({ atOnce: 2, longestLine: 30, longestOwnLine: 3 }),
    // A load keeps a core busy while it is judged, and takes 200 MB where it has a million lines.
    loads: createQueue({ atOnce: 1, longestLine: 100 }),
  };
}
