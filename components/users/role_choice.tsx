import type { FieldError } from "../../domain/errors.ts";
import { errorOf, FieldMessage } from "../parts/field.tsx";

type Choice = { role: string; name: string; about: string };

/** A choice of one role, each with what it may do; sent as `rol`. */
export function RoleChoice(
  { roles, chosen, errors }: { roles: Choice[]; chosen: string; errors: FieldError[] },
) {
  return (
    <fieldset class="field" id="rol">
      <legend>Qué podrá hacer</legend>
      <FieldMessage name="rol" error={errorOf(errors, "rol")} />
      {roles.map(({ role, name, about }) => (
        <div class="choice">
          <input
            type="radio"
            id={`rol-${role}`}
            name="rol"
            value={role}
            checked={role === chosen}
          />
          <label for={`rol-${role}`}>
            {name}
            <span class="hint">{about}</span>
          </label>
        </div>
      ))}
    </fieldset>
  );
}
