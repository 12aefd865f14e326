import type { PropsWithChildren } from "hono/jsx";
import { Notice } from "../parts/notice.tsx";

/** A secret that is shown only now, and what it is for. */
export function SecretNotice({ secret, children }: PropsWithChildren<{ secret: string }>) {
  return (
    <Notice kind="ok">
      <p>
        <strong>Copie el secreto ahora: no se vuelve a mostrar.</strong>
      </p>
      <p class="mono secret">{secret}</p>
      {children}
    </Notice>
  );
}
