import { assertEquals } from "@std/assert";
import {
  type Unreadable,
  type UnreadableCode,
  unreadableSentence,
} from "../../../domain/loads/unreadable.ts";

const SAVE_AS = "guárdelo como libro de Excel (.xlsx) o CSV UTF-8";
const AS_UTF8 = "guárdelo como CSV UTF-8";

Deno.test("a file that cannot be read is told for what it is, with what to do about it", () => {
  const table: [code: UnreadableCode, sentence: string][] = [
    ["pdf", `es un PDF: pida la tabla y ${SAVE_AS}`],
    ["compressed", "está comprimido: ábralo y cargue los archivos que trae"],
    ["picture", `es una imagen: pida la tabla y ${SAVE_AS}`],
    ["richText", `es un documento de texto: ${SAVE_AS}`],
    ["webPage", `es una página web: ábrala en Excel y ${SAVE_AS}`],
    ["password", "está protegido con contraseña: quítesela y guárdelo de nuevo"],
    ["oldWorkbook", "es un libro de Excel antiguo (.xls): guárdelo como libro de Excel (.xlsx)"],
    ["oldOffice", `es un documento antiguo de Office: ${SAVE_AS}`],
    ["libreOffice", "es un libro de LibreOffice (.ods): guárdelo como libro de Excel (.xlsx)"],
    ["otherZip", "es un archivo comprimido (.zip): ábralo y cargue los archivos que trae"],
    ["binaryWorkbook", "es un libro binario (.xlsb): guárdelo como libro (.xlsx)"],
    ["macros", "trae macros: guárdelo como libro de Excel sin macros (.xlsx)"],
    [
      "links",
      "tiene vínculos a otros libros: rómpalos (Datos, Editar vínculos) y guárdelo de nuevo",
    ],
    [
      "doctype",
      "trae una declaración DOCTYPE, que un libro de Excel no lleva: guárdelo de nuevo desde Excel",
    ],
    [
      "broken",
      "no es un libro de Excel (.xlsx) que se pueda leer: ábralo en Excel y guárdelo de nuevo",
    ],
    ["tooManyTexts", "tiene demasiados textos: divídalo en varios libros"],
    ["longText", "tiene un texto demasiado largo"],
    ["tooLargeInside", "es demasiado grande por dentro: divídalo en varios libros"],
    [
      "growsTooMuch",
      "se agranda demasiado al abrirlo, como no lo hace un libro de pagos: copie las hojas a un " +
      "libro nuevo y guárdelo",
    ],
    ["openCell", "tiene una celda sin cerrar"],
    ["utf16", `está en UTF-16: ${AS_UTF8}`],
    ["mixedEncodings", `mezcla UTF-8 con otra codificación: ${AS_UTF8}`],
    ["noText", "no es un archivo CSV"],
  ];
  for (const [code, sentence] of table) assertEquals(unreadableSentence({ code }), sentence);
});

Deno.test("what has a limit or a place says it", () => {
  const table: [why: Unreadable, sentence: string][] = [
    [{ code: "tooHeavy", maxBytes: 200 * 2 ** 20 }, "pesa más de 200 MB: divídalo"],
    [
      { code: "foreignEncoding", words: ["BOGOTç", "P\u0090REZ"] },
      `no está en UTF-8 ni en Windows-1252 («BOGOTç», «P\ufffdREZ»): ${AS_UTF8}`,
    ],
    [
      { code: "tooManyParts", maxParts: 50 },
      "trae más de 50 partes: deje en el libro solo las hojas de pagos",
    ],
    [
      { code: "farFromTable", column: 16384, row: 1048576 },
      "tiene un valor en la columna 16384 de la fila 1048576, lejos de la tabla: bórrelo",
    ],
  ];
  for (const [why, sentence] of table) assertEquals(unreadableSentence(why), sentence);
});
