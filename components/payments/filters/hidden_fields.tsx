import {
  FILTER_FIELDS,
  type FilterField,
  type TypedFields,
} from "../../../domain/payments/filter_fields.ts";

type Props = { fields: TypedFields; except: readonly FilterField[] };

/** What a form of Consulta de Pagos leaves as it is. */
export function HiddenFields({ fields, except }: Props) {
  return (
    <>
      {FILTER_FIELDS.filter((name) => fields[name] && !except.includes(name)).map((name) => (
        <input type="hidden" name={name} value={fields[name]} />
      ))}
    </>
  );
}
