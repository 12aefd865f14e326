import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { isAskedForTotal, judgePublisher } from "../../domain/loads/outcome.ts";
import { type LoadMails, loadTitle, type StoredLoad } from "../../domain/loads/record.ts";
import type { Finding } from "../../domain/loads/report.ts";
import type { OddLists } from "../../domain/loads/odd_payment.ts";
import type { DaySum, ProviderSum } from "../../domain/loads/verdict.ts";
import type { Paged } from "../../domain/paging.ts";
import { boost, unboosted } from "../parts/boost.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Icon } from "../parts/icon.tsx";
import { ErrorsSection, ReportLink, WarningsSection } from "./findings_section.tsx";
import { LoadBadge } from "./badge.tsx";
import { LoadCorrections } from "./corrections.tsx";
import type { Correction } from "../../domain/loads/record.ts";
import { LoadCounts } from "./counts.tsx";
import { LoadFiles } from "./files.tsx";
import type { LoadPlaces } from "./links.ts";
import { LoadOddities, type Oddities } from "./oddities.tsx";
import { OddPayments } from "./odd_payments.tsx";
import { LoadOutcome } from "./outcome.tsx";
import { LoadProgress } from "./progress.tsx";
import { LoadProviderChanges, type ProviderChanges } from "./provider_changes.tsx";
import { DaySums, ProviderSums } from "./sums.tsx";
import { nameOf, type Names } from "./loads_table.tsx";
import { PublishForm, type TypedPublication } from "./publish_form.tsx";

type Props = {
  load: StoredLoad;
  names: Names;
  mails: LoadMails;
  lists: Oddities & {
    errors: Paged<Finding>;
    warnings: Paged<Finding>;
    corrections: Paged<Correction>;
    providers: ProviderChanges;
    byProvider: Paged<ProviderSum>;
    byDay: Paged<DaySum>;
    odd: OddLists;
  };
  places: LoadPlaces;
  /** Undefined for whoever only reads. */
  loader: { userId: number; typed: TypedPublication } | undefined;
  errors: FieldError[];
  csrfToken: string;
  nonce: string;
};

/** One load, from reading its first row to its undo. */
export function LoadPage(props: Props) {
  const { load, names, mails, errors, nonce, loader } = props;
  return (
    <div {...boost("carga", nonce)}>
      <p class="crumb">
        <a
          href={loader ? "/funcionario/cargas" : "/funcionario/cargas/historial"}
          {...unboosted(nonce)}
        >
          <Icon name="back" /> {loader ? "Cargar archivos" : "Historial de cargas"}
        </a>
      </p>
      <div class="block-head">
        <h1>{loadTitle(load)}</h1>
        <LoadBadge status={load.status} />
      </div>
      <p class="lead soft">{originOf(load, names)}</p>
      <ErrorSummary errors={errors} purpose="publicar" />
      <LoadOutcome
        load={load}
        names={names}
        mails={mails}
        loaderId={loader?.userId}
        nonce={nonce}
      />
      <div class="load-grid">
        <div class="load-column">
          {!load.undoesLoadId && <LoadFiles load={load} />}
          <Publishing {...props} />
        </div>
        {load.status === "judging"
          ? <LoadProgress load={load} nonce={nonce} />
          : <LoadCounts report={load.report} hidesSum={hidesSum(props)} />}
      </div>
      {load.status !== "judging" && <Lists {...props} />}
    </div>
  );
}

/** Whoever is asked for the control total must know it from elsewhere. */
function hidesSum({ load, loader }: Props): boolean {
  return isAskedForTotal(load, loader?.userId);
}

const SOURCES: Record<string, string> = { navegador: "el navegador", API: "la API" };

function originOf(load: StoredLoad, names: Names): string {
  const { createdBy, source, startedAt, undoesNumber } = load;
  const who = nameOf(createdBy, names) ?? "El operador";
  const when = `el ${formatInstant(startedAt)}`;
  if (undoesNumber) return `${who} deshizo la Carga ${undoesNumber} ${when}.`;
  return `${who} la cargó ${when} por ${SOURCES[source] ?? source}.`;
}

function Publishing({ load, loader, errors, csrfToken, nonce }: Props) {
  if (load.status !== "waiting" || !loader) return <></>;
  return (
    <PublishForm
      id={load.id}
      refused={judgePublisher(load, loader.userId)?.reason}
      isSilent={load.withoutNotices}
      odd={load.odd}
      report={load.report}
      typed={loader.typed}
      errors={errors}
      csrfToken={csrfToken}
      unboosted={unboosted(nonce)}
    />
  );
}

/** What is to correct or to look at twice first, then what changes, then where the money goes. */
function Lists(props: Props) {
  const { load, lists, places } = props;
  const hidesTotal = hidesSum(props);
  const place = { id: load.id, places };
  const { byProvider = [], byDay = [] } = load.verdict ?? {};
  const verb = load.status === "waiting" ? "cambian" : "cambiaron";
  return (
    <>
      <ErrorsSection place={place} findings={lists.errors} />
      {load.status !== "refused" && (
        <>
          <LoadProviderChanges
            place={place}
            changes={lists.providers}
            isDone={load.status !== "waiting"}
          />
          <OddPayments place={place} found={load.odd} lists={lists.odd} />
          <LoadCorrections
            place={place}
            corrections={lists.corrections}
            title={`Comprobantes que ${verb}`}
          />
          <WarningsSection place={place} findings={lists.warnings} />
          <LoadOddities place={place} oddities={lists} />
          <ProviderSums
            place={place}
            all={byProvider}
            paged={lists.byProvider}
            hidesTotal={hidesTotal}
          />
          <DaySums place={place} all={byDay} paged={lists.byDay} hidesTotal={hidesTotal} />
        </>
      )}
      {load.status === "refused" && <WarningsSection place={place} findings={lists.warnings} />}
      {lists.errors.total === 0 && (
        <p class="report-link">
          <ReportLink id={load.id} />
        </p>
      )}
    </>
  );
}
