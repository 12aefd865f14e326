import { plainText } from "../plain_text.ts";

/** Said where neither the columns nor the names tell Puntos de Entrega from Oficinas. */
export const READ_AS_OFFICES =
  "no tiene Gestor ni Domicilio y se leyó como Oficinas: si son Puntos de Entrega, escriba " +
  "“puntos” en el nombre del archivo o de la hoja y cargue de nuevo";

type Named = { file: string; sheet: string | null };

/**
 * Puntos de Entrega without a column of their own look like Oficinas: the name of the sheet decides
 * between them, else that of the file. Undefined where neither does.
 */
export function placeKindByName({ file, sheet }: Named): "offices" | "deliveryPoints" | undefined {
  return kindInName(sheet ?? "") ?? kindInName(file);
}

function kindInName(name: string): "offices" | "deliveryPoints" | undefined {
  const plain = plainText(name).toLowerCase();
  const [isOffices, isPoints] = [plain.includes("oficina"), plain.includes("punto")];
  if (isOffices === isPoints) return undefined;
  return isOffices ? "offices" : "deliveryPoints";
}
