import {
  type Audience,
  type Contact,
  mailboxOf,
  MAX_CONTACTS,
} from "../../domain/notices/contact.ts";
import type { FieldError } from "../../domain/errors.ts";
import { Badge } from "../parts/badge.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { Field } from "../parts/field.tsx";

type Props = Pick<Audience, "contacts" | "refusals"> & {
  action: string;
  errors: FieldError[];
  csrfToken: string;
};

const EMPTY: Contact = { address: "", wantsPostings: true, wantsWeekly: false };

/** Up to five addresses that get notices, each with which ones; an empty one is removed. */
export function NoticeContactsForm({ action, contacts, refusals, errors, csrfToken }: Props) {
  const rows = Array.from({ length: MAX_CONTACTS }, (_, index) => contacts[index] ?? EMPTY);
  return (
    <form class="card stack contacts" method="post" action={action} novalidate>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="accion" value="avisos" />
      {rows.map((contact, index) => (
        <ContactRow
          number={index + 1}
          contact={contact}
          isRefused={refusals.includes(mailboxOf(contact.address))}
          errors={errors}
        />
      ))}
      <button type="submit" class="button">Guardar los correos de avisos</button>
    </form>
  );
}

type RowProps = { number: number; contact: Contact; isRefused: boolean; errors: FieldError[] };

function ContactRow({ number, contact, isRefused, errors }: RowProps) {
  return (
    <fieldset class="contact">
      <legend class="visually-hidden">Correo {number}</legend>
      <Field
        name={`correo${number}`}
        label={`Correo ${number}`}
        value={contact.address}
        errors={errors}
        inputmode="email"
        maxlength={254}
      />
      <div class="contact-wishes">
        <Wish name={`pagos${number}`} label="Cada publicación" isWanted={contact.wantsPostings} />
        <Wish name={`semana${number}`} label="Resumen del lunes" isWanted={contact.wantsWeekly} />
        {isRefused && <Badge kind="warn">Pidió no recibir avisos</Badge>}
      </div>
    </fieldset>
  );
}

function Wish({ name, label, isWanted }: { name: string; label: string; isWanted: boolean }) {
  return (
    <div class="choice">
      <input type="checkbox" id={name} name={name} value="si" checked={isWanted} />
      <label for={name}>{label}</label>
    </div>
  );
}
