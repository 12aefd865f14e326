import type { PropsWithChildren } from "hono/jsx";
import { Notice } from "../parts/notice.tsx";

type Props = PropsWithChildren<{ hadFiles: boolean }>;

/** A page whose form is drawn again, after its session had ended before it was sent. */
export function FormKept({ hadFiles, children }: Props) {
  return (
    <>
      <div class="reading">
        <Notice kind="warn">
          <p>
            Su sesión terminó por seguridad antes de enviar, y no se guardó nada. Lo que escribió
            está aquí: revíselo y envíelo de nuevo.
            {hadFiles && " Los archivos debe escogerlos otra vez."}
          </p>
        </Notice>
      </div>
      {children}
    </>
  );
}
