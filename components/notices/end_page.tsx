import { Notice } from "../parts/notice.tsx";

type Props = {
  /** The address of this very page, with its token. */
  action: string;
  state: "asked" | "ended" | "resumed";
  phone: string;
};

/** The page of the link in a notice: a button ends the notices, another one starts them again. */
export function NoticeEndPage({ action, state, phone }: Props) {
  return (
    <div class="reading">
      <h1>Avisos por correo</h1>
      {state === "asked" && (
        <>
          <p class="lead">
            Puede dejar de recibir en este correo los avisos de pagos y el resumen de la semana. El
            acceso de su IPS a Zona Ser no cambia, y los enlaces de la cuenta siguen llegando.
          </p>
          <Button action={action} name="baja" isMain>No recibir más avisos</Button>
        </>
      )}
      {state === "ended" && (
        <>
          <Notice kind="ok">
            <p>Listo: a este correo no le enviamos más avisos de esa IPS.</p>
          </Notice>
          <p class="lead">¿Fue sin querer?</p>
          <Button action={action} name="volver">Volver a recibir avisos</Button>
        </>
      )}
      {state === "resumed" && (
        <>
          <Notice kind="ok">
            <p>Listo: este correo recibe avisos como antes.</p>
          </Notice>
          <Button action={action} name="baja">No recibir más avisos</Button>
        </>
      )}
      <p class="soft small notice-end-help">
        Si los avisos siguen llegando, llame a la línea {phone}.
      </p>
    </div>
  );
}

type ButtonProps = { action: string; name: string; isMain?: boolean; children?: unknown };

function Button({ action, name, isMain = false, children }: ButtonProps) {
  return (
    <form method="post" action={action}>
      <button
        type="submit"
        name="accion"
        value={name}
        class={`button ${isMain ? "" : "button-second"}`}
      >
        {children}
      </button>
    </form>
  );
}
