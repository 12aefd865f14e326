import type { FieldError } from "../../domain/errors.ts";
import { formatNit } from "../../domain/nit.ts";
import type { TypedFields } from "../../domain/payments/filter_fields.ts";
import { LINE_COLUMNS, MAX_SEARCHED_LINES } from "../../domain/payments/line_filter.ts";
import { listedCount } from "../../domain/payments/voucher.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { formatCount } from "../../domain/thousands.ts";
import { boost } from "../parts/boost.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { LinesTable } from "./lines_table.tsx";
import { linesCsvHref, linesHref, linesPath, STAFF_PAYMENTS, viewHrefs } from "./links.ts";
import { MethodChips, NarrowingForm, ordersOf } from "./filters/narrowing_form.tsx";
import { NothingPaid } from "./filters/nothing_paid.tsx";
import { RangeForm } from "./filters/range_form.tsx";
import type { LineList } from "./shown.ts";
import { SubsetChips } from "./filters/subset_chips.tsx";
import { ViewSwitch } from "./filters/view_switch.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  /** What was typed and chosen. */
  fields: TypedFields;
  errors: FieldError[];
  today: string;
  nonce: string;
  list?: LineList | undefined;
  /** Whose payments they are, where the staff looks. */
  looked?: Provider | undefined;
};

const ORDERS = ordersOf(LINE_COLUMNS);

/** Consulta de Pagos por factura: two dates, and every invoice that was paid between them. */
export function LinesPage({ fields, errors, today, nonce, list, looked }: Props) {
  const of = looked && { nit: looked.nit };
  const isOpen = list?.isNarrowing || errors.some(({ field }) => field === "texto");
  return (
    <div {...boost("facturas", nonce)}>
      {looked && <Crumb href={STAFF_PAYMENTS}>Pagos de prestadores</Crumb>}
      <h1>Consulta de Pagos</h1>
      {looked && <p class="lead soft">{looked.legalName} · NIT {formatNit(looked.nit)}</p>}
      <ErrorSummary errors={errors} purpose="hacer la consulta" />
      <RangeForm
        {...{ fields, errors, today, nonce, of }}
        action={linesPath(of)}
        filter={list?.filter}
        href={linesHref}
      />
      <section class="block" aria-labelledby="facturas-titulo">
        {list && <LinesHead list={list} />}
        {isOpen && (
          <NarrowingForm
            {...{ fields, errors }}
            action={linesPath(of)}
            hint="Número de Factura en cualquier escritura, tipo o comprobante."
            orders={ORDERS}
          >
            {list && (
              <MethodChips
                filter={list.filter}
                methods={list.methods}
                href={(filter) => linesHref(filter, 1, true)}
              />
            )}
          </NarrowingForm>
        )}
        {list && <Lines list={list} nonce={nonce} />}
      </section>
    </div>
  );
}

function LinesHead({ list }: { list: LineList }) {
  const { filter, listed, counts, isNarrowing, canDownload } = list;
  return (
    <>
      <div class="block-head">
        <h2 id="facturas-titulo">Facturas pagadas</h2>
        <ViewSwitch hrefs={viewHrefs(filter)} current="lines" />
        {canDownload && listed.count > 0 && (
          <div class="block-actions">
            <a class="button button-second" href={linesCsvHref(filter)} download>
              <Icon name="download" /> CSV de facturas
            </a>
          </div>
        )}
      </div>
      <SubsetChips
        label="Filtrar las facturas por su comprobante"
        filter={filter}
        counts={counts}
        isNarrowing={isNarrowing}
        href={(other, isOpen) => linesHref(other, 1, isOpen)}
      />
    </>
  );
}

function Lines({ list, nonce }: { list: LineList; nonce: string }) {
  const { tooMany, listed, filter } = list;
  if (tooMany !== undefined) {
    return (
      <Notice kind="warn">
        Son {formatCount(tooMany)}{" "}
        facturas: para ordenarlas o filtrarlas por un texto, acerque las fechas hasta{" "}
        {formatCount(MAX_SEARCHED_LINES)} o menos.
      </Notice>
    );
  }
  if (listedCount(listed) === 0) {
    return <NothingPaid filter={filter} href={linesHref} />;
  }
  return <LinesTable list={list} nonce={nonce} />;
}
