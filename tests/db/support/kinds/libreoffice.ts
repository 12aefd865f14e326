import type { Maker } from "./kind.ts";

/** A workbook as LibreOffice makes it of a CSV in UTF-8 with semicolons. */
export function byLibreOffice(csv: Maker): Maker {
  return async () => {
    const folder = await Deno.makeTempDir({ prefix: "zona-ser-" });
    try {
      await Deno.writeFile(`${folder}/pagos.csv`, await csv() ?? new Uint8Array());
      const isMade = await convert(folder);
      return isMade ? await Deno.readFile(`${folder}/pagos.xlsx`) : undefined;
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  };
}

/** Whether it could; LibreOffice is on few machines. */
async function convert(folder: string): Promise<boolean> {
  const args = ["--headless", `-env:UserInstallation=file://${folder}/profile`]
    .concat("--infilter=CSV:59,34,76,1,,0,false,true", "--convert-to", "xlsx")
    .concat("--outdir", folder, `${folder}/pagos.csv`);
  try {
    return (await new Deno.Command("soffice", { args }).output()).code === 0;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
