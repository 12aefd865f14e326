import { formatInstant } from "../domain/dates.ts";
import { Notice } from "./parts/notice.tsx";

/** Over a page whose data come from a copy that may be behind, while nothing can be written. */
export function AsOfNotice({ asOfMs }: { asOfMs: number }) {
  return (
    <Notice kind="warn">
      <p>
        <strong>Datos a la fecha de {formatInstant(asOfMs)}.</strong>{" "}
        Puede seguir consultando. Por ahora no podemos guardar cambios ni entregar archivos.
      </p>
    </Notice>
  );
}
