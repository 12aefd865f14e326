import type { Audience } from "../../domain/notices/contact.ts";
import type { FieldError } from "../../domain/errors.ts";
import { maskEmail } from "../../domain/providers/provider.ts";
import { BackToAccount } from "../accounts/back_to_account.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Notice } from "../parts/notice.tsx";
import { NoticeContactsForm } from "./contacts_form.tsx";

type Props = Audience & {
  legalName: string;
  isOnFileRefused: boolean;
  errors: FieldError[];
  notice: string | undefined;
  csrfToken: string;
};

/** Which addresses of a provider get notices. */
export function NoticeContactsPage(props: Props) {
  const { legalName, email, isOnFileRefused, contacts, refusals, errors, notice } = props;
  return (
    <div class="reading">
      <BackToAccount />
      <h1>Avisos por correo</h1>
      <p class="lead">
        Cuando hay pagos nuevos de{" "}
        {legalName}, un correo lo dice, sin valores ni facturas. Puede agregar hasta cinco
        direcciones; para quitar una, bórrela.
      </p>
      {notice && (
        <Notice kind="ok">
          <p>{notice}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} purpose="guardar los correos" />
      <p class="on-file">
        <strong>Correo registrado:</strong> {email === null ? "no hay" : maskEmail(email)}.{" "}
        {isOnFileRefused
          ? "Pidió no recibir avisos de pagos."
          : "Recibe cada publicación, salvo que lo ponga abajo con otra elección."}{" "}
        Solo la EPS puede cambiarlo, y le contamos cada cambio de esta lista.
      </p>
      <NoticeContactsForm
        action="/cuenta/avisos"
        contacts={contacts}
        refusals={refusals}
        errors={errors}
        csrfToken={props.csrfToken}
      />
    </div>
  );
}
