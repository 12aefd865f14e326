import type { ListedLoad } from "../../domain/loads/record.ts";
import type { Paged } from "../../domain/paging.ts";
import { boost } from "../parts/boost.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import { historyHref } from "./links.ts";
import { LoadsTable, type Names } from "./loads_table.tsx";

type Props = {
  loads: Paged<ListedLoad>;
  names: Names;
  loaderId: number | undefined;
  nonce: string;
};

/** All loads, newest first. */
export function LoadHistoryPage({ loads, names, loaderId, nonce }: Props) {
  const { items, total, page } = loads;
  return (
    <div {...boost("historial", nonce)}>
      <h1>Historial de cargas</h1>
      <p class="lead">Lo que se cargó, quién lo publicó, y lo que se deshizo.</p>
      {items.length === 0
        ? <EmptyState>Todavía no se ha cargado nada.</EmptyState>
        : (
          <div class="table-box">
            <LoadsTable loads={items} names={names} loaderId={loaderId} />
            <TableFoot
              shown={items.length}
              total={total}
              noun={["carga", "cargas"]}
              id="historial"
              label="Páginas del historial"
              page={page}
              href={historyHref}
            />
          </div>
        )}
    </div>
  );
}
