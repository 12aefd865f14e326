import { formatInstant } from "../../domain/dates.ts";
import { counted } from "../../domain/thousands.ts";
import { isOfRecords } from "../../domain/loads/report.ts";
import type { LoadMails, StoredLoad } from "../../domain/loads/record.ts";
import { describeUndo } from "../../domain/loads/undo.ts";
import { describeBrought, describeRecords, refusalWords } from "../../domain/loads/review.ts";
import { formatMoney } from "../../domain/money.ts";
import { unboosted } from "../parts/boost.ts";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { loadHref } from "./links.ts";
import { nameOf, type Names } from "./loads_table.tsx";

type Props = {
  load: StoredLoad;
  names: Names;
  mails: LoadMails;
  /** The person who looks, where she may load; undefined for whoever only reads. */
  loaderId: number | undefined;
  nonce: string;
};

/** How a load ended, or what it waits for. */
export function LoadOutcome(props: Props) {
  const { status } = props.load;
  if (status === "refused") return <Refused load={props.load} />;
  if (status === "published") return <Published {...props} />;
  if (status === "undone") return <Undone {...props} />;
  if (status === "unchanged") {
    return (
      <Notice kind="ok">
        <p>
          <strong>Nada que cambiar.</strong> Todo lo que traen los archivos ya estaba cargado.
        </p>
      </Notice>
    );
  }
  if (status !== "waiting") return <></>;
  return (
    <Notice kind="warn">
      <p>
        <strong>Revisada y guardada, sin publicar.</strong>{" "}
        Nadie la ve todavía: la publica otra persona.
      </p>
    </Notice>
  );
}

function Refused({ load }: { load: StoredLoad }) {
  const { title, detail } = refusalWords(load.report.errors, load.progress.rowsRead);
  return (
    <section class="error-summary verdict" role="alert">
      <h2>
        <Icon name="stop" /> {title}
      </h2>
      {detail && <p>{detail}</p>}
    </section>
  );
}

function Published({ load, names, mails, loaderId, nonce }: Props) {
  const { publishedAt, publishedBy, undoesLoadId, undoesNumber } = load;
  const who = nameOf(publishedBy, names);
  return (
    <>
      <Notice kind="ok">
        <p>
          <strong>
            Publicada{publishedAt !== null && ` el ${formatInstant(publishedAt)}`}
            {who && ` por ${who}`}.
          </strong>{" "}
          {broughtWords(load)}
        </p>
        {load.undo && <p>Motivo: {load.undo.reason}</p>}
        {undoesLoadId && (
          <p>
            <a href={loadHref(undoesLoadId)} {...unboosted(nonce)}>Ver la Carga {undoesNumber}</a>
          </p>
        )}
        {!isOfRecords(load.report) && <p>{mailWords(load, mails)}</p>}
      </Notice>
      {loaderId !== undefined && <UndoLink load={load} loaderId={loaderId} nonce={nonce} />}
    </>
  );
}

/** Who loaded it, or made this undo, leaves it to somebody else. */
function UndoLink(
  { load, loaderId, nonce }: { load: StoredLoad; loaderId: number; nonce: string },
) {
  if (load.createdBy === loaderId) {
    const what = load.undoesLoadId ? "la deshizo" : "la cargó";
    return <p class="soft">Usted {what}: deshacerla le toca a otra persona.</p>;
  }
  return (
    <p>
      <a class="button button-bad" href={`${loadHref(load.id)}/deshacer`} {...unboosted(nonce)}>
        Deshacer esta carga
      </a>
    </p>
  );
}

function broughtWords({ undo, undoesLoadId, report }: StoredLoad): string {
  const { vouchers, paidAmount } = report;
  if (undo) return describeUndo(undo).join(" ");
  if (isOfRecords(report)) return `${describeBrought(report)}.`;
  if (undoesLoadId) {
    return `${counted(vouchers.changed, "comprobante vuelve", "comprobantes vuelven")} a como ` +
      "estaban antes de la carga deshecha.";
  }
  const news = counted(vouchers.new, "comprobante nuevo", "comprobantes nuevos");
  const corrected = counted(vouchers.changed, "corregido", "corregidos");
  const records = describeRecords(report).map((part) => ` ${part}.`).join("");
  return `${news} y ${corrected}, de archivos que suman ${formatMoney(paidAmount)}.${records}`;
}

function mailWords(load: StoredLoad, { postings, providers, newHands, sent }: LoadMails): string {
  const all = postings + newHands;
  if (all === 0) {
    if (load.undoesLoadId) return "No se enviaron avisos.";
    return load.withoutNotices ? "Se publicó sin avisos." : "No había avisos que enviar.";
  }
  const parts = [
    postings > 0 &&
    `${counted(postings, "aviso", "avisos")} a ${counted(providers, "prestador", "prestadores")}`,
    newHands > 0 && `${counted(newHands, "aviso", "avisos")} de cambio de correo o representante`,
  ].filter(Boolean).join(" y ");
  return `${parts}: ${counted(sent, "correo enviado", "correos enviados")} de ${all}.`;
}

function Undone({ load, names, nonce }: Props) {
  const { undoneAt, undoneBy, undoneByLoadId, undoneByNumber } = load;
  const who = nameOf(undoneBy, names);
  return (
    <Notice kind="warn">
      <p>
        <strong>
          Deshecha{undoneAt !== null && ` el ${formatInstant(undoneAt)}`}
          {who && ` por ${who}`}.
        </strong>{" "}
        {undoneByLoadId && (
          <a href={loadHref(undoneByLoadId)} {...unboosted(nonce)}>
            La deshizo la Carga {undoneByNumber}
          </a>
        )}
      </p>
    </Notice>
  );
}
