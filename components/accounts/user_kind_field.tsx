import { DOCUMENT_TYPES } from "../../domain/law.ts";
import { ChoiceField } from "../parts/choice_field.tsx";

const KINDS = [
  ["prestador", "Prestador"],
  ["afiliado", "Afiliado"],
  ["funcionario", "Funcionario"],
] as const;

const TYPES = DOCUMENT_TYPES.map(({ code, name }) => [code, name] as const);

type Props = { typed: { tipo: string; tipoDocumento: string } };

/**
 * Tipo Usuario: which kind of user signs in, or forgot the password. The type of document is asked of
 * affiliates alone: the style sheet hides it from the others, without a script.
 */
export function UserKindField({ typed }: Props) {
  return (
    <>
      <ChoiceField name="tipo" label="Tipo Usuario" value={typed.tipo} options={KINDS} />
      <div class="of-affiliates">
        <ChoiceField
          name="tipoDocumento"
          label="Tipo Documento"
          value={typed.tipoDocumento}
          options={TYPES}
        />
      </div>
    </>
  );
}
