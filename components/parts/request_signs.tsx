import { Icon } from "./icon.tsx";

/** What static/requests.js shows while htmx waits for an answer, and where none comes. */
export function RequestSigns() {
  return (
    <>
      <p id="cargando" class="request-sign" role="status" data-text="Cargando…"></p>
      <div id="sin-respuesta" class="request-failure" role="alert" hidden>
        <Icon name="alert" />
        <p>
          <span data-when="down">No recibimos respuesta: revise su conexión.</span>
          <span data-when="broken">Algo falló de nuestro lado.</span>{" "}
          Lo que ve y lo que escribió siguen aquí.
        </p>
        <button type="button" class="button">Intentar de nuevo</button>
      </div>
    </>
  );
}
