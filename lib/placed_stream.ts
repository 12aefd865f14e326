import type { Place } from "./shared_queue.ts";

/** How long a reader may keep the place waiting in one turn, and how long the stream. */
export type MaxUnread = { placeMs: number; endMs: number };

/** Shorter waits are our own: others have their turns of the event loop between two parts. */
const USUAL_WAIT_MS = 50;

/**
 * The same stream, whose place is held while its parts are made, not while they are sent: whoever has
 * kept it waiting for `placeMs` in all gives it up, and waits for one anew before the next part is
 * made. After `endMs` without a reader the stream ends with an error. The place ends with the stream,
 * read to its end, failed or cancelled.
 */
export function placedStream<Chunk>(
  stream: ReadableStream<Chunk>,
  place: Place,
  { placeMs, endMs }: MaxUnread,
): ReadableStream<Chunk> {
  const reader = stream.getReader();
  const wait = waits(place, placeMs, endMs);
  return new ReadableStream<Chunk>({
    async pull(controller) {
      wait.isOver();
      try {
        await place.resume();
        const { value, done } = await reader.read();
        if (!done) {
          controller.enqueue(value);
          return wait.begin(() => {
            wait.isOver();
            place.end();
            controller.error(new Error("nobody reads it"));
            reader.cancel().catch(() => {});
          });
        }
        place.end();
        controller.close();
      } catch (error) {
        wait.isOver();
        place.end();
        controller.error(error);
      }
    },
    async cancel(reason) {
      wait.isOver();
      place.end();
      await reader.cancel(reason);
    },
  });
}

/** The waits for one reader; they are added up until her place was given up. */
function waits(place: Place, placeMs: number, endMs: number) {
  let timers: ReturnType<typeof setTimeout>[] = [];
  let [leftMs, sinceMs] = [placeMs, Infinity];
  return {
    begin(giveUp: () => void) {
      sinceMs = performance.now();
      const pause = () => {
        place.pause();
        [leftMs, sinceMs] = [placeMs, Infinity];
      };
      timers = [setTimeout(pause, leftMs + USUAL_WAIT_MS), setTimeout(giveUp, endMs)];
    },
    isOver() {
      timers.forEach(clearTimeout);
      leftMs -= Math.max(0, performance.now() - sinceMs - USUAL_WAIT_MS);
      sinceMs = Infinity;
    },
  };
}
