import { Icon } from "../parts/icon.tsx";

/** The way back from a page of the account. */
export function BackToAccount() {
  return (
    <p class="crumb">
      <a href="/cuenta">
        <Icon name="back" /> Mi cuenta
      </a>
    </p>
  );
}
