/** A delivery point as these pages name it. */
export type MedicinePoint = {
  code: string;
  name: string;
  address: string;
  municipality: string | null;
  phone: string | null;
};

/** A point that a person may choose; `isNear` where it is in her own municipality. */
export type PointChoice = MedicinePoint & { isNear: boolean };

/** Points as they are offered: those of the person's own municipality first, without `but`. */
export function offeredPoints(points: PointChoice[], but?: string): PointChoice[] {
  return points.filter(({ code }) => code !== but)
    .toSorted((one, other) => Number(other.isNear) - Number(one.isNear));
}
