import { FILE_KINDS, type FileKind, KIND_NAMES, type LoadSubject } from "./kind.ts";
import { printable } from "./report.ts";

const AS_UTF8 = "guárdelo como CSV UTF-8";
const SAVE_AS = "guárdelo como libro de Excel (.xlsx) o CSV UTF-8";

/** What a report says of a payment file that cannot be read, and what to do about it. */
const SENTENCES = {
  pdf: `es un PDF: pida la tabla y ${SAVE_AS}`,
  compressed: "está comprimido: ábralo y cargue los archivos que trae",
  picture: `es una imagen: pida la tabla y ${SAVE_AS}`,
  richText: `es un documento de texto: ${SAVE_AS}`,
  webPage: `es una página web: ábrala en Excel y ${SAVE_AS}`,
  password: "está protegido con contraseña: quítesela y guárdelo de nuevo",
  oldWorkbook: "es un libro de Excel antiguo (.xls): guárdelo como libro de Excel (.xlsx)",
  oldOffice: `es un documento antiguo de Office: ${SAVE_AS}`,
  libreOffice: "es un libro de LibreOffice (.ods): guárdelo como libro de Excel (.xlsx)",
  otherZip: "es un archivo comprimido (.zip): ábralo y cargue los archivos que trae",
  binaryWorkbook: "es un libro binario (.xlsb): guárdelo como libro (.xlsx)",
  macros: "trae macros: guárdelo como libro de Excel sin macros (.xlsx)",
  links: "tiene vínculos a otros libros: rómpalos (Datos, Editar vínculos) y guárdelo de nuevo",
  doctype:
    "trae una declaración DOCTYPE, que un libro de Excel no lleva: guárdelo de nuevo desde Excel",
  broken: "no es un libro de Excel (.xlsx) que se pueda leer: ábralo en Excel y guárdelo de nuevo",
  tooManyTexts: "tiene demasiados textos: divídalo en varios libros",
  longText: "tiene un texto demasiado largo",
  tooLargeInside: "es demasiado grande por dentro: divídalo en varios libros",
  growsTooMuch: "se agranda demasiado al abrirlo, como no lo hace un libro de pagos: " +
    "copie las hojas a un libro nuevo y guárdelo",
  openCell: "tiene una celda sin cerrar",
  utf16: `está en UTF-16: ${AS_UTF8}`,
  mixedEncodings: `mezcla UTF-8 con otra codificación: ${AS_UTF8}`,
  noText: "no es un archivo CSV",
};

export type UnreadableCode = keyof typeof SENTENCES;

/** Why a payment file cannot be read, as a reader of files says it. */
export type Unreadable =
  | { code: UnreadableCode }
  | { code: "tooHeavy"; maxBytes: number }
  | { code: "tooManyParts"; maxParts: number }
  | { code: "foreignEncoding"; words: string[] }
  | { code: "farFromTable"; column: number; row: number };

/** The sentence of a file that cannot be read, as a report shows it after the file's name. */
export function unreadableSentence(why: Unreadable): string {
  switch (why.code) {
    case "tooHeavy":
      return `pesa más de ${why.maxBytes / 2 ** 20} MB: divídalo`;
    case "tooManyParts":
      return `trae más de ${why.maxParts} partes: deje en el libro solo las hojas de pagos`;
    case "foreignEncoding":
      return `no está en UTF-8 ni en Windows-1252 (${
        why.words.map(quoted).join(", ")
      }): ${AS_UTF8}`;
    case "farFromTable":
      return `tiene un valor en la columna ${why.column} de la fila ${why.row}, ` +
        "lejos de la tabla: bórrelo";
    default:
      return SENTENCES[why.code];
  }
}

function quoted(word: string): string {
  return `«${printable(word)}»`;
}

/** Said of a table whose headers are of no kind. */
export function unknownSentence(): string {
  return `los encabezados no son de ${listed(FILE_KINDS.map((kind) => KIND_NAMES[kind]), "ni")}`;
}

export function missingSentence(headers: string[]): string {
  return headers.length === 1
    ? `falta la columna ${headers[0]}`
    : `faltan las columnas ${listed(headers)}`;
}

export function repeatedSentence(headers: string[]): string {
  return headers.length === 1
    ? `la columna ${headers[0]} está dos veces`
    : `las columnas ${listed(headers)} están dos veces`;
}

/** Said to whoever may load only files of a subject, of one of the other subject. */
export function notYoursSentence(kind: FileKind, subject: LoadSubject): string {
  const who = subject === "registers" ? "Tesorería" : "Afiliaciones o Atención al afiliado";
  return `es de ${KIND_NAMES[kind]}: eso lo carga ${who}`;
}

function listed(names: string[], and = "y"): string {
  return `${names.slice(0, -1).join(", ")} ${and} ${names.at(-1)}`;
}
