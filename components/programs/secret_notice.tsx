import type { PropsWithChildren } from "hono/jsx";
import { Notice } from "../parts/notice.tsx";

type Props = PropsWithChildren<{ name: "token" | "secreto"; secret: string }>;

/** A secret that is shown only now, a button that copies it (`static/copy.js`), and what it is for. */
export function SecretNotice({ name, secret, children }: Props) {
  return (
    <Notice kind="ok">
      <p>
        <strong>Copie el {name} ahora: no se vuelve a mostrar.</strong>
      </p>
      <p class="mono secret" id="secreto">{secret}</p>
      <p class="actions">
        <button type="button" class="button button-second" data-copy="secreto" hidden>
          Copiar el {name}
        </button>
        <span data-copied></span>
      </p>
      {children}
    </Notice>
  );
}
