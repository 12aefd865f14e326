import { CsrfField } from "../parts/csrf_field.tsx";

/** Shown until the person has a passkey or closes the offer. */
export function PasskeyOffer({ csrfToken }: { csrfToken: string }) {
  return (
    <div class="card offer">
      <p>
        <strong>Entre sin escribir la contraseña.</strong>{" "}
        Con una llave de acceso basta su huella, su cara o el PIN de su equipo.
      </p>
      <form class="actions" method="post" action="/cuenta/llaves">
        <CsrfField token={csrfToken} />
        <a class="button button-second" href="/cuenta/llaves">Agregar una llave</a>
        <button type="submit" name="accion" value="no-ofrecer" class="button button-quiet">
          Ahora no
        </button>
      </form>
    </div>
  );
}
