import { Fact } from "../parts/fact.tsx";
import { dateInBogota, formatDate, formatInstant } from "../../domain/dates.ts";
import type { InquiryOfProvider, Proposal } from "../../domain/inquiries/thread.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import type { EpsIdentity } from "../../domain/eps.ts";
import { ProposalTable } from "./proposal.tsx";
import { inquiryHref } from "../payments/links.ts";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  inquiry: InquiryOfProvider;
  proposal: Proposal & { decidedAt: number };
  voucher: StoredVoucher | undefined;
  /** Who proposed; empty for the representative. */
  proposerName: string;
  eps: Pick<EpsIdentity, "name" | "nit">;
  side: "provider" | "staff";
};

/** The acta of an accepted proposal, the same for both sides, made for paper. */
export function InquiryActa({ inquiry, proposal, voucher, proposerName, eps, side }: Props) {
  const { folio, provider, documentNumber, paidOn, createdAt } = inquiry;
  return (
    <div class="reading acta">
      <Crumb href={inquiryHref(folio, side)}>Consulta {folio}</Crumb>
      <h1>Acta de aplicación de saldo</h1>
      <p class="soft">
        Radicado {folio}, aceptada el {formatDate(dateInBogota(proposal.decidedAt))}
      </p>
      <p class="acta-hint soft small">Para guardarla, use Imprimir en su navegador.</p>
      <dl class="card facts">
        <Fact name="Pagador">
          {eps.name} EPS, NIT {formatNit(eps.nit.split("-")[0] ?? eps.nit)}
        </Fact>
        <Fact name="Prestador">{provider.legalName}, NIT {formatNit(provider.nit)}</Fact>
        <Fact name="Comprobante de Egreso">
          {documentNumber} del {formatDate(paidOn)}
          {voucher && `, ${voucher.paymentMethod}, por ${formatMoney(voucher.paidAmount)}`}
        </Fact>
        <Fact name="Propuso">
          {proposerName || "El representante legal"}, por {provider.legalName}, el{" "}
          {formatInstant(createdAt)}
        </Fact>
        <Fact name="Aceptó">
          {proposal.deciderName || "Tesorería"}, por {eps.name}, el{" "}
          {formatInstant(proposal.decidedAt)}
        </Fact>
      </dl>
      <h2>Facturas a las que se aplica</h2>
      <ProposalTable proposal={proposal} />
      <p class="acta-words">
        Las partes acuerdan que {eps.name} aplique {formatMoney(proposal.total)}{" "}
        del valor pendiente del comprobante {documentNumber} a las facturas de esta acta.
      </p>
    </div>
  );
}
