type Props = {
  current: "vouchers" | "lines";
  /** The two views of one filter. */
  hrefs: { vouchers: string; lines: string };
};

/** The views of a filter: a row is a voucher, or one of the invoices that it paid. */
export function ViewSwitch({ current, hrefs }: Props) {
  return (
    <nav class="chips view-switch" aria-label="Ver">
      <a
        class="chip"
        href={hrefs.vouchers}
        aria-current={current === "vouchers" ? "page" : undefined}
      >
        Por comprobante
      </a>
      <a class="chip" href={hrefs.lines} aria-current={current === "lines" ? "page" : undefined}>
        Por factura
      </a>
    </nav>
  );
}
