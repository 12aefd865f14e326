import type { EpsIdentity } from "../../domain/eps.ts";
import { type Piece, readWords } from "../../domain/help/writing/words.ts";
import { PhoneLink } from "../affiliates/phone_link.tsx";

type Props = { text: string; eps: EpsIdentity };

/** A sentence of the help, with its links and with the names on the screen in bold. */
export function HelpWords({ text, eps }: Props) {
  return <>{readWords(text, eps).map((piece) => <PieceShown piece={piece} phone={eps.phone} />)}</>;
}

function PieceShown({ piece, phone }: { piece: Piece; phone: string }) {
  if (piece.kind === "phone") return <PhoneLink phone={phone} />;
  if (piece.kind === "link") return <a href={piece.href}>{piece.text}</a>;
  return piece.kind === "shown" ? <strong>{piece.text}</strong> : <>{piece.text}</>;
}
