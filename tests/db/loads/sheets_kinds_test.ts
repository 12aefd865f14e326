import { assertEquals } from "@std/assert";
import { judgeFile } from "../support/kinds/kind.ts";
import { TEXTS } from "../support/kinds/texts.ts";
import { WORKBOOKS } from "../support/kinds/workbooks.ts";

/** Files that broke the portal once, beside the repository on machines that have them. */
const CASES = new URL("../../../../shared/cases", import.meta.url).pathname;
/** What is said of those that are not read whole and without a word, by the start of their name. */
const SAID: Record<string, string[]> = {
  "02": ["E2: Valor Pago es una fórmula sin resultado: abra el libro en Excel y guárdelo"],
  "04": ["A3: la fila 3 está oculta y se tuvo en cuenta: suma $ 999.999,00"],
  "05a": [
    "no está en UTF-8 ni en Windows-1252 («CORPORACIîN», «BOGOTç», «CLêNICA»): " +
    "guárdelo como CSV UTF-8",
  ],
  "06": ["D3: repite la fila 2 de pagos y no se tuvo en cuenta"],
  "08a": ["D3: repite la fila 2 de pagos y no se tuvo en cuenta"],
  "08b": ["D3: repite la fila 2 de Comprobantes y no se tuvo en cuenta"],
};

for (const { name, make, said } of [...TEXTS, ...WORKBOOKS]) {
  const bytes = await make();
  Deno.test({
    name: bytes ? `U4: ${name}` : `U4: ${name} (skipped where that program is not installed)`,
    ignore: bytes === undefined,
    fn: async () => {
      assertEquals(await judgeFile({ name: "pagos", bytes: bytes ?? new Uint8Array() }), said);
    },
  });
}

const cases = await filesOf(CASES);

Deno.test({
  name: "U4: every file that broke the portal once (skipped where ../shared/cases is not there)",
  ignore: cases.length === 0,
  fn: async () => {
    for (const name of cases) {
      const bytes = await Deno.readFile(`${CASES}/${name}`);
      const { errors, warnings } = await judgeFile({ name: "pagos", bytes });
      assertEquals([...errors, ...warnings], SAID[name.split("-")[0] ?? ""] ?? [], name);
    }
  },
});

async function filesOf(folder: string): Promise<string[]> {
  try {
    const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
    return names.filter((name) => /\.(?:csv|xlsx)$/.test(name)).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
