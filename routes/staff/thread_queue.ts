import { z } from "zod";
import type { TypedQueue } from "../../components/threads/search.tsx";
import { Problem } from "../../domain/errors.ts";
import { type QueueState, readThreadState } from "../../domain/thread.ts";

/*
 * How the staff asks for a queue of threads, whatever they are about: by state and kind, or for
 * something that is typed, such as a radicado.
 */

const typed = z.string().max(100).default("");

export const THREAD_QUEUE_QUERY = z.object({
  estado: z.string().max(100).default("pendientes"),
  tipo: typed,
  q: typed,
  pagina: typed,
});

/**
 * Reads what was asked for; `sought` is what was typed, in upper case, empty where nothing was. A
 * state or kind that the form does not offer throws, because there is no field to say so beside.
 */
export function readThreadQueue<Kind>(
  { estado, tipo, q }: TypedQueue,
  readKind: (key: string) => Kind | undefined,
): { state: QueueState; kind: Kind | undefined; sought: string } {
  const state = STATES.get(estado) ?? readThreadState(estado);
  const kind = tipo === "" ? undefined : readKind(tipo);
  if (!state || (tipo !== "" && !kind)) throw new Problem("invalid", "Ese filtro no existe.");
  return { state, kind, sought: q.trim().toUpperCase() };
}

const STATES = new Map<string, QueueState>([["pendientes", "pending"], ["todas", "all"]]);
