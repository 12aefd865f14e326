import { type Kind, kind, ONE } from "./kind.ts";
import { bytes, csv, providers, row, text } from "./makers.ts";

const WITH_DOTS = "error: A2: NIT no es un NIT válido";
const TWICE = "aviso: D3: repite la fila 2 de pagos y no se tuvo en cuenta";
const two = (one: string, other: string) =>
  csv(...[one, other].map((key) => `900798865;15/03/2023;Cheque;${key};1000,50`));
const foreign = (words: string) =>
  `error: no está en UTF-8 ni en Windows-1252 (${words}): guárdelo como CSV UTF-8`;
const CENTURY = "se leyó como 15/03/2023, y así los demás años de dos cifras de la columna";
const UNO = "900798865 CLINICA UNO";

/** Kinds of CSV: a new one joins by a line. */
export const TEXTS: Kind[] = [
  // Code pages: ó is 97 on the Macintosh, A2 in MS-DOS; Ó is EE, E0.
  kind(
    "capitals of the Macintosh",
    providers("900798865;CORPORACI\xeeN;BOGOT\xe7"),
    foreign("«CORPORACIîN», «BOGOTç»"),
  ),
  kind(
    "small letters of the Macintosh",
    providers("900798865;Cl\x92nica Pe\x96a;Ibagu\x8e"),
    foreign("«Cl’nica», «Pe–a», «IbaguŽ»"),
  ),
  kind(
    "names of the Macintosh that no list has",
    providers("900798865;Garc\x92a y Mu\x96oz;TULU\xe7"),
    foreign("«TULUç», «Garc’a», «Mu–oz»"),
  ),
  kind(
    "capitals of MS-DOS 850",
    providers("900798865;CL\xd6NICA;BOGOT\xb5"),
    foreign("«CLÖNICA», «BOGOTµ»"),
  ),
  kind(
    "small letters of MS-DOS 437",
    providers("900798865;Cl\xa1nica Pe\xa4a;Ibagu\x82"),
    foreign("«Cl¡nica», «Pe¤a», «Ibagu‚»"),
  ),
  kind(
    "an É of MS-DOS that Windows has not",
    providers("900798865;P\x90REZ;CALI"),
    foreign("«P�REZ»"),
  ),
  kind(
    "an Ú of MS-DOS that Windows takes for é",
    providers("900798865;HOSPITAL P\xe9BLICO;CALI"),
    foreign("«PéBLICO»"),
  ),
  kind(
    "an á of MS-DOS that Windows takes for a space",
    providers("900798865;CLINICA;Bogot\xa0"),
    foreign("«Bogot »"),
  ),
  kind(
    "a Portuguese name in Windows-1252",
    providers("900798865;S\xc3O PAULO;LETICIA"),
    "900798865 SÃO PAULO LETICIA",
  ),
  kind(
    "names of many languages in Windows-1252",
    providers("900798865;M\xdcLLER D\x92Costa & FRAN\xc7OIS;Cali\x96Palmira"),
    "900798865 MÜLLER D’Costa & FRANÇOIS Cali–Palmira",
  ),
  kind(
    "small accents among capitals in Windows-1252",
    providers("900798865;CORPORACI\xf3N PE\xf1A;BOGOT\xe1"),
    "900798865 CORPORACIóN PEñA BOGOTá",
  ),
  kind(
    "a no-break space of Windows-1252",
    providers("900798865;CLINICA\xa0DEL\xa0NORTE\xa0;Cali\xa0"),
    "900798865 CLINICA DEL NORTE Cali",
  ),
  kind(
    "a German name beside Spanish ones in Windows-1252",
    providers("900798865;CL\xcdNICA K\xd6NIG PE\xd1A;CALI"),
    "900798865 CLÍNICA KÖNIG PEÑA CALI",
  ),
  // Wrappers that keep zeros.
  kind("a number wrapped for Excel", row({ number: '="0000123"' }), "0000123 2023-03-15 100050"),
  kind(
    "a wrapped number whose quotes are quoted",
    row({ number: '"=""0000123"""' }),
    "0000123 2023-03-15 100050",
  ),
  kind("an apostrophe that keeps zeros", row({ number: "'0000123" }), "0000123 2023-03-15 100050"),
  kind(
    "a number whose quotes are part of it",
    row({ number: '"""0000123"""' }),
    "0000123 2023-03-15 100050",
  ),
  kind(
    "a name in quotes",
    text('NIT;Razón Social\n900798865;"""EL 5 PINO"""\n'),
    '900798865 "EL 5 PINO"',
  ),
  kind(
    "every cell wrapped",
    row({ nit: '="900798865"', day: '="15/03/2023"', paid: '="1000,50"' }),
    ONE,
  ),
  kind(
    "a wrapped and a bare number",
    two('="0000123"', "0000123"),
    "0000123 2023-03-15 100050",
    TWICE,
  ),
  kind(
    "a number that a program made a float of",
    two("1500086213.0", "1500086213"),
    "1500086213 2023-03-15 100050",
    TWICE,
  ),
  // NIT.
  kind("a NIT with decimals", text("NIT;Razón Social\n900798865.00;CLINICA UNO\n"), UNO),
  kind("a NIT with dots and decimals", text("NIT;Razón Social\n900.798.865,0;CLINICA UNO\n"), UNO),
  kind("a NIT with a dot in the wrong place", row({ nit: "90079886.5" }), WITH_DOTS),
  kind("a NIT with dots and a group too many", row({ nit: "900.798.865.000" }), WITH_DOTS),
  // Signs that nobody sees.
  kind("a zero-width space in a key", two("CE-1\u200b", "CE-1"), ONE, TWICE),
  kind("a soft hyphen in a key", two("CE\u00ad-1", "CE-1"), ONE, TWICE),
  kind("a mark of direction in a key", two("\u202aCE-1\u202c", "CE-1"), ONE, TWICE),
  kind("a byte order mark in the middle of a file", two("\ufeffCE-1", "CE-1"), ONE, TWICE),
  kind("a no-break space in a key", two("CE\u00a01", "CE 1"), "CE 1 2023-03-15 100050", TWICE),
  kind("a tab in a key", two('"CE\t1"', "CE 1"), "CE 1 2023-03-15 100050", TWICE),
  kind("two spaces in a key", two("CE  1", "CE 1"), "CE 1 2023-03-15 100050", TWICE),
  kind("a hyphen that does not break", two("CE\u20111", "CE-1"), ONE, TWICE),
  kind("an ñ of two signs", two("Nun\u0303ez", "Nuñez"), "Nuñez 2023-03-15 100050", TWICE),
  kind(
    "a zero-width space in a header",
    text("NIT\u200b;Razón\u00a0Social\n900798865;CLINICA UNO\n"),
    UNO,
  ),
  // Days and amounts.
  kind("a day with hyphens", row({ day: "15-03-2023" }), ONE),
  kind("a day with a time", row({ day: "15/03/2023 14:30" }), ONE),
  kind("a day with a time of half a day", row({ day: "15/03/2023 02:30:00 p. m." }), ONE),
  kind("an ISO day with a time", row({ day: "2023-03-15T14:30:00" }), ONE),
  kind("a year of two digits", row({ day: "15/03/23" }), ONE, `aviso: B2: 15/03/23 ${CENTURY}`),
  kind("a month by its name", row({ day: "15-mar-2023" }), ONE),
  kind("millions with an apostrophe", row({ paid: "1'234.567,50" }), "CE-1 2023-03-15 123456750"),
  kind("a currency before an amount", row({ paid: "COP 1.234,00" }), "CE-1 2023-03-15 123400"),
  kind("a minus of typographers", row({ paid: "−5" }), "CE-1 2023-03-15 -500"),
  kind("an accounting zero", row({ paid: " $ -   " }), "CE-1 2023-03-15 0"),
  kind("a dash for nothing", row({ paid: "-" }), "CE-1 2023-03-15 0"),
  // Headers.
  ...[
    "Nro Documento",
    "N.º Documento",
    "Nro. Documento",
    "No Documento",
    "№ Documento",
    "Nº. Documento",
  ].map((header) =>
    kind(
      `the header ${header}`,
      text(
        `NIT;Fecha de Pago;Forma de Pago;${header};Valor Pago\n900798865;15/03/2023;Cheque;CE-1;1000,50\n`,
      ),
      ONE,
    )
  ),
  // Ends of rows and of files.
  kind(
    "rows that end with CR, and a cell of two lines",
    text('NIT;RAZON SOCIAL;MUNICIPIO\r900798865;"CLINICA\nUNO";CALI\r806008394;DOS;CALI\r'),
    "900798865 CLINICA UNO CALI",
    "806008394 DOS CALI",
  ),
  kind(
    "rows that end with two CR and LF",
    text("NIT;RAZON SOCIAL\r\r\n900798865;CLINICA UNO\r\r\n"),
    UNO,
  ),
  kind(
    "a title that ends with CR above rows that end with CRLF",
    text("Prestadores\rNIT;RAZON SOCIAL\r\n900798865;CLINICA UNO\r\n"),
    UNO,
  ),
  kind(
    "the Ctrl-Z of old programs",
    bytes(`NIT;RAZON SOCIAL\r\n900798865;CLINICA UNO\r\n${"\x1a".repeat(80)}`),
    UNO,
  ),
  kind(
    "a Ctrl-Z in the middle",
    bytes("NIT;RAZON SOCIAL\r\n900798865;CLINICA\x1aUNO\r\n"),
    "900798865",
    "error: B2: Razón Social tiene caracteres que no se imprimen",
  ),
];
