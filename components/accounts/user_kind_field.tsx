const KINDS = [["prestador", "Prestador"], ["funcionario", "Funcionario"]] as const;

/** Tipo Usuario: which kind of user signs in, or forgot the password. */
export function UserKindField({ value }: { value: string }) {
  return (
    <div class="field">
      <label for="tipo">Tipo Usuario</label>
      <select id="tipo" name="tipo">
        {KINDS.map(([kind, name]) => <option value={kind} selected={kind === value}>{name}
        </option>)}
      </select>
    </div>
  );
}
