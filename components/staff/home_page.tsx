import { staffMay, type StaffPermission, type StaffRole } from "../../domain/role.ts";
import { Badge } from "../badge.tsx";
import { Icon, type IconName } from "../icon.tsx";

type Work = Record<"requests" | "dataRequests" | "loads", { open: number; late: number }>;
type Module = { name: string; href: string; icon: IconName; about: string };
type Props = { name: string; role: StaffRole | null; modules: Module[]; work: Work };

/** What waits for the staff today. */
export function StaffHomePage({ name, role, modules, work }: Props) {
  const does = (permission: StaffPermission) => role !== null && staffMay(role, permission);
  return (
    <div class="portal">
      <nav aria-labelledby="modulos">
        <h1 id="modulos" class="like-h2">Trabajo del día</h1>
        <ul class="card module-list">
          {modules.map((module) => (
            <li>
              <span class="module-icon">
                <Icon name={module.icon} />
              </span>
              <a href={module.href}>{module.name}</a>
              <span class="module-about">{module.about}</span>
              <Icon name="next" />
            </li>
          ))}
        </ul>
      </nav>
      <section aria-labelledby="pendiente">
        <h2 id="pendiente">Lo que espera, {name}</h2>
        <div class="figures">
          {does("readLoads") && <WaitingLoads open={work.loads.open} />}
          {does("lookAfterPeople") && (
            <>
              <Waiting title="Solicitudes de registro" {...work.requests} />
              <Waiting title="Datos personales" {...work.dataRequests} />
            </>
          )}
        </div>
      </section>
    </div>
  );
}

function WaitingLoads({ open }: { open: number }) {
  return (
    <div class="card figure">
      <p class="soft">Cargas por publicar</p>
      <p class="figure-amount">{open.toLocaleString("es-CO")}</p>
      <p class="figure-note">
        {open === 0 ? "Nada por publicar" : "Publica otra persona, no quien cargó"}
      </p>
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
