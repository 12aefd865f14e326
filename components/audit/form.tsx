import { activityName } from "../../domain/audit/activity.ts";
import { AUDIT_EVENT_NAMES } from "../../domain/audit/event.ts";
import type { TypedAudit } from "../../domain/audit/filter.ts";
import type { FieldError } from "../../domain/errors.ts";
import { ChoiceField } from "../parts/choice_field.tsx";
import { DateField } from "../parts/date_field.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { AUDIT } from "../staff/links.ts";

type Props = { typed: TypedAudit; errors: FieldError[]; nonce: string };

/** The log's filter: two days, what happened, who did it, at which provider, and from where. */
export function AuditForm({ typed, errors, nonce }: Props) {
  const events = AUDIT_EVENT_NAMES.map((name) => [name, activityName(name)] as const)
    .sort(([, one], [, other]) => one.localeCompare(other, "es"));
  return (
    <form class="card search-form" method="get" action={AUDIT} novalidate role="search">
      <div class="search-fields">
        <DateField name="desde" value={typed.desde} errors={errors} nonce={nonce} />
        <DateField name="hasta" value={typed.hasta} errors={errors} nonce={nonce} />
        <ChoiceField
          name="hecho"
          label="Qué pasó"
          value={typed.hecho}
          options={[["", "Todos"], ...events]}
        />
        <ChoiceField name="resultado" label="Resultado" value={typed.resultado} options={RESULTS} />
      </div>
      <div class="search-fields">
        <Field
          name="persona"
          label="Persona"
          hint="Correo, NIT o #número."
          value={typed.persona}
          errors={errors}
          maxlength={254}
        />
        <Field
          name="nit"
          label="Nit IPS"
          hint="De quién son los datos."
          value={typed.nit}
          errors={errors}
          maxlength={40}
        />
        <Field
          name="direccion"
          label="Dirección"
          hint="IP, completa."
          value={typed.direccion}
          errors={errors}
          maxlength={60}
        />
        <button type="submit" class="button">
          <Icon name="search" /> Buscar
        </button>
      </div>
    </form>
  );
}

const RESULTS = [["", "Todos"], ["ok", "Hecho"], ["refused", "Rechazado"]] as const;
