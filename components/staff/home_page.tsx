import type { PropsWithChildren } from "hono/jsx";
import { formatCount } from "../../domain/thousands.ts";
import { staffMay, type StaffPermission, type StaffRole } from "../../domain/accounts/role.ts";
import type { OpenWork } from "../../domain/staff/open_work.ts";
import { Badge } from "../parts/badge.tsx";
import { ModuleList } from "../modules/module_list.tsx";
import {
  ACTAS,
  AGENDAS,
  CASES,
  CONTACTS,
  DATA_REQUESTS,
  ENROLMENTS,
  INQUIRIES,
  LOADS,
  MAILS,
  MEDICINE_REQUESTS,
  REGISTRATIONS,
  REPORTS,
  SYSTEM,
} from "./links.ts";
import type { Module } from "../modules/module.ts";

type Props = { name: string; role: StaffRole | null; modules: Module[]; work: OpenWork };

/** Whoever may do none of it has no work that could wait. */
const WORK: StaffPermission[] = [
  "loadPayments",
  "loadRegisters",
  "lookAfterPeople",
  "watchSystem",
  "lookAfterAgendas",
  "answerInquiries",
  "decideEnrolments",
  "answerAttention",
  "lookAfterMedicines",
];

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
        {!WORK.some(does) && (
          <p class="lead soft">Nada: con su rol usted consulta, y otros cargan y responden.</p>
        )}
        <div class="figures">
          {(does("loadPayments") || does("loadRegisters")) && (
            <WaitingLoads open={work.loads.open} />
          )}
          {does("loadPayments") && <WaitingReports {...work.reports} />}
          {does("lookAfterPeople") && (
            <>
              <Waiting title="Solicitudes de registro" href={REGISTRATIONS} {...work.requests} />
              <Waiting title="Datos personales" href={DATA_REQUESTS} {...work.dataRequests} />
              <FailedMails count={work.failedMails.open} />
            </>
          )}
          {does("watchSystem") && <Troubles count={work.troubles.open} />}
          {does("lookAfterAgendas") && (
            <>
              <Waiting title="Llamadas pedidas" href={AGENDAS} {...work.callbacks} />
              <Waiting title="Citas por mover" href={AGENDAS} {...work.clashes} />
            </>
          )}
          {does("answerInquiries") && (
            <>
              <Waiting title="Consultas" href={INQUIRIES} {...work.inquiries} />
              <Waiting title="Conciliaciones" href={ACTAS} {...work.actas} />
            </>
          )}
          {does("decideEnrolments") && (
            <>
              <Waiting title="Afiliaciones" href={ENROLMENTS} {...work.enrolments} />
              <Waiting title="Datos de contacto" href={CONTACTS} {...work.contacts} />
            </>
          )}
          {does("answerAttention") && <Waiting title="PQRS" href={CASES} {...work.cases} />}
          {does("lookAfterMedicines") && (
            <Waiting title="Medicamentos" href={MEDICINE_REQUESTS} {...work.medicines} />
          )}
        </div>
      </section>
    </div>
  );
}

function WaitingLoads({ open }: { open: number }) {
  return (
    <div class="card figure">
      <FigureTitle href={`${LOADS}#por-publicar`}>Cargas por publicar</FigureTitle>
      <p class="figure-amount">{formatCount(open)}</p>
      <p class="figure-note">
        {open === 0 ? "Nada por publicar" : "Publica otra persona, no quien cargó"}
      </p>
    </div>
  );
}

function WaitingReports({ open, late }: { open: number; late: number }) {
  return (
    <div class="card figure">
      <FigureTitle href={REPORTS}>Pagos por reportar al SIIFA</FigureTitle>
      <p class="figure-amount">{formatCount(open)}</p>
      <p class="figure-note">
        {late > 0
          ? <Badge kind="warn">{late === 1 ? "1 vencido" : `${formatCount(late)} vencidos`}</Badge>
          : open === 0
          ? "Nada por reportar"
          : "Ninguno vencido"}
      </p>
    </div>
  );
}

/** Mails that were given up: shown because somebody did not get a notice. */
function FailedMails({ count }: { count: number }) {
  return (
    <div class="card figure">
      <FigureTitle href={MAILS}>Correos sin entregar</FigureTitle>
      <p class="figure-amount">{formatCount(count)}</p>
      <p class="figure-note">
        {count > 0 ? <Badge kind="warn">Por revisar</Badge> : "Todos se entregaron"}
      </p>
    </div>
  );
}

/** Requests that failed since yesterday. */
function Troubles({ count }: { count: number }) {
  return (
    <div class="card figure">
      <FigureTitle href={SYSTEM}>Fallas del portal</FigureTitle>
      <p class="figure-amount">{formatCount(count)}</p>
      <p class="figure-note">
        {count > 0 ? <Badge kind="warn">En las últimas 24 horas</Badge> : "Ninguna en 24 horas"}
      </p>
    </div>
  );
}

type WaitingProps = { title: string; href: string; open: number; late: number };

function Waiting({ title, href, open, late }: WaitingProps) {
  return (
    <div class="card figure">
      <FigureTitle href={href}>{title}</FigureTitle>
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

/** What a figure counts, which leads to where it is done. */
function FigureTitle({ href, children }: PropsWithChildren<{ href: string }>) {
  return (
    <p class="soft">
      <a href={href}>{children}</a>
    </p>
  );
}
