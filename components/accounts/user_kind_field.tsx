import { ChoiceField } from "../parts/choice_field.tsx";

const KINDS = [["prestador", "Prestador"], ["funcionario", "Funcionario"]] as const;

/** Tipo Usuario: which kind of user signs in, or forgot the password. */
export function UserKindField({ value }: { value: string }) {
  return <ChoiceField name="tipo" label="Tipo Usuario" value={value} options={KINDS} />;
}
