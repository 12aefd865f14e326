import type { FieldError } from "../../domain/errors.ts";
import type { PointChoice } from "../../domain/medicines/point.ts";
import { ChoiceField } from "../parts/choice_field.tsx";

type Props = { points: PointChoice[]; value: string; errors: FieldError[] };

/** Where a medicine is to be collected: one of the points of the person's department. */
export function PointField({ points, value, errors }: Props) {
  const choices = points.map(({ code, name, address, municipality }) =>
    [code, [name, address, municipality].filter(Boolean).join(", ")] as const
  );
  return (
    <ChoiceField
      name="punto"
      label="Punto de entrega"
      value={value}
      options={[["", "Escoja el punto"], ...choices]}
      errors={errors}
    />
  );
}
