import { formatCount } from "../../domain/thousands.ts";
import { staffMay, type StaffPermission, type StaffRole } from "../../domain/accounts/role.ts";
import type { OpenWork } from "../../domain/staff/open_work.ts";
import { Badge } from "../parts/badge.tsx";
import { ModuleList } from "../parts/module_list.tsx";
import type { Module } from "../parts/modules.ts";

type Props = { name: string; role: StaffRole | null; modules: Module[]; work: OpenWork };

/** What waits for the staff today. */
export function StaffHomePage({ name, role, modules, work }: Props) {
  const does = (permission: StaffPermission) => role !== null && staffMay(role, permission);
  return (
    <div class="portal">
      <nav aria-labelledby="modulos">
        <h1 id="modulos" class="like-h2">Trabajo del día</h1>
        <ModuleList modules={modules} />
      </nav>
      <section aria-labelledby="pendiente">
        <h2 id="pendiente">Lo que espera, {name}</h2>
        <div class="figures">
          {does("readLoads") && <WaitingLoads open={work.loads.open} />}
          {does("lookAfterPeople") && (
            <>
              <Waiting title="Solicitudes de registro" {...work.requests} />
              <Waiting title="Datos personales" {...work.dataRequests} />
              <FailedMails count={work.failedMails.open} />
            </>
          )}
          {does("answerInquiries") && <Waiting title="Consultas" {...work.inquiries} />}
        </div>
      </section>
    </div>
  );
}

function WaitingLoads({ open }: { open: number }) {
  return (
    <div class="card figure">
      <p class="soft">Cargas por publicar</p>
      <p class="figure-amount">{formatCount(open)}</p>
      <p class="figure-note">
        {open === 0 ? "Nada por publicar" : "Publica otra persona, no quien cargó"}
      </p>
    </div>
  );
}

/** Mails that were given up: shown because somebody did not get a notice. */
function FailedMails({ count }: { count: number }) {
  return (
    <div class="card figure">
      <p class="soft">Correos sin entregar</p>
      <p class="figure-amount">{formatCount(count)}</p>
      <p class="figure-note">
        {count > 0 ? <Badge kind="warn">Por revisar</Badge> : "Todos se entregaron"}
      </p>
    </div>
  );
}

function Waiting({ title, open, late }: { title: string; open: number; late: number }) {
  return (
    <div class="card figure">
      <p class="soft">{title}</p>
      <p class="figure-amount">{formatCount(open)}</p>
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
