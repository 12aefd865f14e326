import { formatInstant } from "../../domain/dates.ts";
import type { LoadMails, StoredLoad } from "../../domain/loads/record.ts";
import { refusalWords } from "../../domain/loads/review.ts";
import { formatMoney } from "../../domain/money.ts";
import { unboosted } from "../parts/boost.ts";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { loadHref } from "./links.ts";
import { counted, nameOf, type Names } from "./loads_table.tsx";

type Props = {
  load: StoredLoad;
  names: Names;
  mails: LoadMails;
  isLoader: boolean;
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
        Nadie la ve todavía: la publica otra persona de Tesorería.
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

function Published({ load, names, mails, isLoader, nonce }: Props) {
  const { id, publishedAt, publishedBy, undoesLoadId, undoesNumber } = load;
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
        <p>
          {undoesLoadId
            ? (
              <a href={loadHref(undoesLoadId)} {...unboosted(nonce)}>
                Ver la Carga {undoesNumber}
              </a>
            )
            : mailWords(load, mails)}
        </p>
      </Notice>
      {isLoader && (
        <p>
          <a class="button button-bad" href={`${loadHref(id)}/deshacer`} {...unboosted(nonce)}>
            Deshacer esta carga
          </a>
        </p>
      )}
    </>
  );
}

function broughtWords({ undoesLoadId, report: { vouchers, paidAmount } }: StoredLoad): string {
  if (undoesLoadId) {
    return `${counted(vouchers.changed, "comprobante vuelve", "comprobantes vuelven")} a como ` +
      "estaban antes de la carga deshecha.";
  }
  const news = counted(vouchers.new, "comprobante nuevo", "comprobantes nuevos");
  const corrected = counted(vouchers.changed, "corregido", "corregidos");
  return `${news} y ${corrected}, de archivos que suman ${formatMoney(paidAmount)}.`;
}

function mailWords(load: StoredLoad, { postings, providers, newHands, sent }: LoadMails): string {
  const all = postings + newHands;
  if (all === 0) {
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
