import type { FileSource } from "../../../../db/loads/sheets.ts";
import { readUpload } from "../../../../db/loads/sheets.ts";
import { noFiles } from "../../../../domain/loads/files.ts";
import { judgeSheet } from "../../../../domain/loads/load.ts";
import type { Finding } from "../../../../domain/loads/report.ts";
import { unreadableSentence } from "../../../../domain/loads/unreadable.ts";
import { UnreadableFileError } from "../../../../lib/unreadable_file.ts";

/** A file as one program writes it; undefined where that program is not on this machine. */
export type Maker = () => Promise<Uint8Array | undefined> | Uint8Array | undefined;

/** What the loader says of a file, each on a line, as `kind` lists it. */
export type Said = { reads: string[]; errors: string[]; warnings: string[] };

/** One kind of file: its name, what makes it, and what the loader must say of it. */
export type Kind = { name: string; make: Maker; said: Said };

/** `reads` are vouchers and providers; errors begin with `error: `, warnings with `aviso: `. */
export function kind(name: string, make: Maker, ...said: string[]): Kind {
  const [errors, warnings] = ["error: ", "aviso: "].map((start) =>
    said.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length))
  );
  const reads = said.filter((line) => !/^(?:error|aviso): /.test(line));
  return { name, make, said: { reads, errors: errors ?? [], warnings: warnings ?? [] } };
}

/** A row of Comprobantes as most kinds hold it. */
export const HEADER = ["NIT", "Fecha de Pago", "Forma de Pago", "N° Documento", "Valor Pago"];
export const NIT = "900798865";
/** What is read of it: number, day and centavos of a voucher. */
export const ONE = "CE-1 2023-03-15 100050";

/** Judges a file as `deno task load` does, and says what it found in the words of `kind`. */
export async function judgeFile(source: FileSource): Promise<Said> {
  const files = noFiles();
  try {
    for await (const sheet of readUpload([source])) await judgeSheet(files, sheet);
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    return {
      reads: [],
      errors: [unreadableSentence(error.fault).replaceAll("\u00a0", " ")],
      warnings: [],
    };
  }
  const providers = [...files.providers.values()].map(({ record }) =>
    [record.nit, record.legalName, record.municipality].filter(Boolean).join(" ")
  );
  const vouchers = [...files.vouchers.values()].map(({ record }) =>
    `${record.documentNumber} ${record.paidOn} ${record.paidAmount}`
  );
  return {
    reads: [...providers, ...vouchers],
    errors: files.errors.map(describe),
    warnings: files.warnings.map(describe),
  };
}

/** Spaces that do not break are written as plain ones. */
function describe({ cell, message }: Finding): string {
  const plain = message.replaceAll("\u00a0", " ");
  return cell === null ? plain : `${cell}: ${plain}`;
}
