import { addYears, type CivilDate, formatDate } from "../../domain/dates.ts";
import type { DemoFile } from "./files.ts";

/*
 * Invented people, with documents that nobody has: a family of four, one suspended, one without a
 * Correo, one retired, one whose state has a code that is not known.
 */

const HEADER = "Tipo Documento;Número Documento;Primer Apellido;Segundo Apellido;Primer Nombre;" +
  "Segundo Nombre;Fecha Nacimiento;Sexo;Régimen;Tipo Afiliado;Estado;Fecha Afiliación;" +
  "Fecha Finalización;Código DANE;Municipio;Departamento;Dirección;Correo;Teléfono;" +
  "Tipo Documento Cabeza;Número Documento Cabeza;Parentesco;Grupo SISBÉN";

/** The head of the family. */
const HEAD = "CC;9990000101";
const HOME = "13001;Cartagena;Bolívar;Calle 0 # 0-01";

/** The file of Afiliados of the demo, header first; the children keep their ages. */
export function createDemoAffiliates(today: CivilDate): DemoFile {
  const aged = (years: number) => formatDate(addYears(today, -years));
  const beneficiary = "Subsidiado;Beneficiario;AC;01/02/2019;";
  const rows = [
    HEADER,
    `${HEAD};Prueba;Ríos;Marta;Cecilia;14/05/1984;F;Subsidiado;Cabeza de familia;AC;01/02/2019;;` +
    `${HOME};marta.prueba@correo.example;300 000 0101;;;;B2`,
    `CC;9990000102;Ejemplo;Díaz;Pedro;Luis;03/11/1981;M;${beneficiary};${HOME};` +
    `pedro.ejemplo@correo.example;300 000 0102;${HEAD};Cónyuge;B2`,
    `TI;9990000103;Ejemplo;Prueba;Camila;;${aged(11)};F;${beneficiary};${HOME};;;${HEAD};Hija;B2`,
    `RC;9990000104;Ejemplo;Prueba;Samuel;;${aged(4)};M;${beneficiary};${HOME};;;${HEAD};Hijo;B2`,
    "CC;9990000105;Muestra;Polo;Jorge;;22/08/1975;M;Contributivo;Cotizante;SM;15/07/2021;;" +
    "23001;Montería;Córdoba;Carrera 0 # 0-05;jorge.muestra@correo.example;300 000 0105;;;;",
    "CC;9990000106;Inventada;Sierra;Rosa;Elena;09/01/1958;F;Subsidiado;Cabeza de familia;AC;" +
    "20/03/2016;;70001;Sincelejo;Sucre;Calle 0 # 0-06;;300 000 0106;;;;A3",
    "CC;9990000107;Ficticio;Mora;Álvaro;;30/06/1990;M;Contributivo;Cotizante;RE;01/10/2020;" +
    "31/12/2025;08001;Barranquilla;Atlántico;;alvaro.ficticio@correo.example;;;;;",
    "PT;9990000108;Supuesta;Lara;Ana;;17/12/1995;F;Subsidiado;Cabeza de familia;XX;05/05/2023;;" +
    "13001;Cartagena;Bolívar;Calle 0 # 0-08;ana.supuesta@correo.example;300 000 0108;;;;C1",
  ];
  return { file: "afiliados.csv", rows: rows.map((row) => row.split(";")) };
}
