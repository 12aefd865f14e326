import type { Person } from "../../domain/accounts/person.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { Notice } from "../parts/notice.tsx";
import { Crumb } from "../parts/crumb.tsx";

/** Somebody of the group, by her handle in this session; `mayAct` where the holder may act for her. */
export type ListedMember = {
  name: string;
  kinship: string | null;
  handle: string;
  mayAct: boolean;
  isChosen: boolean;
};

type Props = {
  members: ListedMember[];
  /** For whom the holder acts now; undefined where for herself. */
  acted: Person | undefined;
  /** Whom the holder, an adult of a group, may allow to act for her, and whether she does. */
  head: (Person & { isAllowed: boolean }) | undefined;
  /** The page that sent her here, to which a choice leads back; empty for none. */
  back: string;
  csrfToken: string;
};

/** For whom one acts, and who may act for one. */
export function FamilyPage({ members, acted, head, back, csrfToken }: Props) {
  return (
    <div class="reading">
      <Crumb href="/afiliados/mi-afiliacion">Mi afiliación</Crumb>
      <h1>Quién actúa por quién</h1>
      {acted && (
        <Notice kind="warn">
          <p>
            Ahora usted actúa por <strong>{acted.name}</strong>: lo que pida es para esa persona.
          </p>
          <FamilyForm
            action="volver"
            label="Volver a actuar por mí"
            back={back}
            csrfToken={csrfToken}
          />
        </Notice>
      )}
      {members.length > 0 && <Members members={members} back={back} csrfToken={csrfToken} />}
      {head && <Permission head={head} csrfToken={csrfToken} />}
      {members.length === 0 && !head && (
        <EmptyState>En su grupo no hay nadie más por quien actuar.</EmptyState>
      )}
    </div>
  );
}

function Members({ members, back, csrfToken }: Pick<Props, "members" | "back" | "csrfToken">) {
  return (
    <section class="block" aria-labelledby="por-quien">
      <h2 id="por-quien">¿Por quién quiere pedir?</h2>
      <p class="lead">
        Por los menores de su grupo, siempre. Por un adulto, si él lo permite desde su propia
        cuenta.
      </p>
      <ul class="card session-list">
        {members.map(({ name, kinship, handle, mayAct, isChosen }) => (
          <li>
            <div>
              <strong>{name}</strong>
              <p class="soft small">
                {kinship}
                {isChosen && " · actúa por esta persona"}
                {!mayAct && " · no ha dado permiso"}
              </p>
            </div>
            {mayAct && !isChosen && (
              <FamilyForm
                action="actuar"
                handle={handle}
                label="Pedir"
                about={`Pedir por ${name}`}
                back={back}
                csrfToken={csrfToken}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type PermissionProps = { head: NonNullable<Props["head"]>; csrfToken: string };

function Permission({ head, csrfToken }: PermissionProps) {
  return (
    <section class="block" aria-labelledby="permiso">
      <h2 id="permiso">¿Puede {head.name} pedir por usted?</h2>
      <p class="lead">
        Es la cabeza de su grupo. Con su permiso pide citas y medicamentos en su nombre y ve sus
        datos. Cada cosa que haga queda escrita, y usted la lee en «Quién vio mis datos».
      </p>
      <p>
        {head.isAllowed ? "Hoy sí puede: usted dio permiso." : "Hoy no puede."}
      </p>
      <FamilyForm
        action={head.isAllowed ? "quitar" : "permitir"}
        label={head.isAllowed ? "Quitar el permiso" : "Dar permiso"}
        csrfToken={csrfToken}
      />
    </section>
  );
}

type FormProps = {
  action: string;
  label: string;
  csrfToken: string;
  handle?: string;
  back?: string;
  /** What the button is called where its label alone does not say it. */
  about?: string;
};

function FamilyForm({ action, label, csrfToken, handle, back, about }: FormProps) {
  return (
    <form method="post" action="/afiliados/familia">
      <CsrfField token={csrfToken} />
      {handle && <input type="hidden" name="persona" value={handle} />}
      {back && <input type="hidden" name="volver" value={back} />}
      <button
        type="submit"
        name="accion"
        value={action}
        class="button button-second"
        aria-label={about}
      >
        {label}
      </button>
    </form>
  );
}
