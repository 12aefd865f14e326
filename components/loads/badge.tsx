import type { LoadStatus } from "../../domain/loads/report.ts";
import { Badge } from "../parts/badge.tsx";

const WORDS: Record<LoadStatus, { kind: "ok" | "warn" | "bad" | "annulled"; word: string }> = {
  judging: { kind: "annulled", word: "En revisión" },
  waiting: { kind: "warn", word: "Por publicar" },
  published: { kind: "ok", word: "Publicada" },
  unchanged: { kind: "annulled", word: "Sin cambios" },
  refused: { kind: "bad", word: "Rechazada" },
  valid: { kind: "ok", word: "Válida" },
  undone: { kind: "annulled", word: "Deshecha" },
};

/** What became of a load, in a word. */
export function LoadBadge({ status }: { status: LoadStatus }) {
  const { kind, word } = WORDS[status];
  return <Badge kind={kind}>{word}</Badge>;
}
