import type { PasswordRule } from "../../domain/accounts/password.ts";
import { Icon } from "../parts/icon.tsx";

/** The rules of a new password; each is ticked as it is met. */
export function PasswordRules({ rules }: { rules: PasswordRule[] }) {
  return (
    <ul id="reglas" class="rules" aria-live="polite">
      {rules.map(({ name, isMet }) => (
        <li class={isMet ? "rule-met" : "rule-open"}>
          <Icon name={isMet ? "check" : "circle"} />
          {name}
          <span class="visually-hidden">{isMet ? ", cumple" : ", falta"}</span>
        </li>
      ))}
    </ul>
  );
}
