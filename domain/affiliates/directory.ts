import { departmentName, departmentOf } from "../places/departments.ts";
import type { Place, PlaceKind } from "../places/place.ts";

/** The kinds of place that anybody may look up. */
export type DirectoryKind = Exclude<PlaceKind, "sites">;

/** A municipality that has places, with how many. */
export type PlaceTown = { daneCode: string; municipality: string | null; count: number };

/** A place as the directory shows it. */
export type ListedPlace = Omit<Place, "kind" | "department" | "nit">;

export type DirectoryOption = { code: string; name: string };

/** What was chosen, as codes of the DANE; empty where nothing was, or where there are no places. */
export type DirectoryChoice = { department: string; municipality: string };

/** The choices of the directory, with what was chosen as far as there are places. */
export type DirectoryMenu = DirectoryChoice & {
  departments: DirectoryOption[];
  municipalities: DirectoryOption[];
};

/**
 * What can be chosen after a choice. A municipality of another department than the chosen one does
 * not count: whoever changes the department has not yet chosen one there.
 */
export function directoryMenu(towns: PlaceTown[], typed: DirectoryChoice): DirectoryMenu {
  const codes = [...new Set(towns.map(({ daneCode }) => departmentOf(daneCode)))];
  const wanted = typed.department || departmentOf(typed.municipality);
  const department = codes.find((code) => code === wanted) ?? "";
  const inside = towns.filter(({ daneCode }) => departmentOf(daneCode) === department);
  return {
    department,
    municipality: inside.find(({ daneCode }) => daneCode === typed.municipality)?.daneCode ?? "",
    departments: codes.map((code) => ({ code, name: departmentName(code) })).sort(byName),
    municipalities: inside.map((town) => ({ code: town.daneCode, name: townName(town) }))
      .sort(byName),
  };
}

/** A municipality as people call it; its code where no file named it. */
export function townName(town: Pick<PlaceTown, "daneCode" | "municipality">): string {
  return town.municipality ?? `Municipio ${town.daneCode}`;
}

function byName(one: DirectoryOption, other: DirectoryOption): number {
  return one.name.localeCompare(other.name, "es");
}
