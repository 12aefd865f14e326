import { Badge } from "../badge.tsx";
import { ModuleList } from "../module_list.tsx";
import type { Module } from "../modules.ts";

type Work = Record<"requests" | "dataRequests" | "inquiries", { open: number; late: number }>;
type Props = { name: string; modules: Module[]; work: Work };

/** What waits for the staff today. */
export function StaffHomePage({ name, modules, work }: Props) {
  return (
    <div class="portal">
      <nav aria-labelledby="modulos">
        <h1 id="modulos" class="like-h2">Trabajo del día</h1>
        <ModuleList modules={modules} />
      </nav>
      <section aria-labelledby="pendiente">
        <h2 id="pendiente">Lo que espera, {name}</h2>
        <div class="figures">
          <Waiting title="Solicitudes de registro" {...work.requests} />
          <Waiting title="Datos personales" {...work.dataRequests} />
          <Waiting title="Consultas" {...work.inquiries} />
        </div>
      </section>
    </div>
  );
}

function Waiting({ title, open, late }: { title: string; open: number; late: number }) {
  return (
    <div class="card figure">
      <p class="soft">{title}</p>
      <p class="figure-amount">{open.toLocaleString("es-CO")}</p>
      <p class="figure-note">
        {late > 0
          ? <Badge kind="warn">{late === 1 ? "1 vencida" : `${late} vencidas`}</Badge>
          : open === 0
          ? "Nada por responder"
          : "Ninguna vencida"}
      </p>
    </div>
  );
}
