import type { PropsWithChildren } from "hono/jsx";
import { Icon } from "../parts/icon.tsx";

type Props = PropsWithChildren<{
  kind: "new" | "use";
  action: string;
  challengeHref: string;
  label: string;
  hidden?: Record<string, string>;
  secondary?: boolean;
}>;

/** A button that asks the device for a passkey; hidden where the browser has no passkeys. */
export function PasskeyForm(props: Props) {
  const { kind, action, challengeHref, label, hidden = {}, secondary, children } = props;
  return (
    <form
      class="stack passkey"
      method="post"
      action={action}
      data-passkey={kind}
      data-passkey-challenge={challengeHref}
      hidden
    >
      <input type="hidden" name="respuesta" value="" />
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
      <button type="submit" class={secondary ? "button button-second button-wide" : "button"}>
        <Icon name="key" /> {label}
      </button>
      <p class="field-error" role="alert" data-passkey-problem hidden>
        No se usó la llave de acceso. Pruebe de nuevo o use su contraseña.
      </p>
    </form>
  );
}
