import { InquiryActa } from "../../components/inquiries/acta.tsx";
import { Problem } from "../../domain/errors.ts";
import type { InquiryThread } from "../../domain/inquiries/thread.ts";
import type { Ctx } from "../context.ts";
import { answerPage } from "../representation.tsx";

/** The acta of an accepted proposal; 404 before that, and for any other inquiry. */
export function answerActa(c: Ctx, thread: InquiryThread, side: "provider" | "staff") {
  const { inquiry, proposal, voucher, messages } = thread;
  if (proposal?.state !== "accepted" || proposal.decidedAt === null) {
    throw new Problem("notFound", "Esta consulta no tiene acta: su propuesta no está aceptada.");
  }
  const content = (
    <InquiryActa
      inquiry={inquiry}
      proposal={{ ...proposal, decidedAt: proposal.decidedAt }}
      voucher={voucher}
      proposerName={messages[0]?.authorName ?? ""}
      eps={c.get("services").settings.eps}
      side={side}
    />
  );
  return answerPage(c, { title: `Acta ${inquiry.folio}`, module: "Consultas", content });
}
