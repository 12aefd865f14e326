import { Buffer } from "node:buffer";
import { crc32, deflateRawSync } from "node:zlib";

/** A file of a zip; `size` and `crc` are what the directory says of it, true unless told. */
export type ZipFile = {
  name: string;
  content: string | Uint8Array;
  isStored?: boolean;
  size?: number;
  crc?: number;
  flags?: number;
};

/** A zip as any program writes it, with every lie that a file asks for. */
export function aZip(files: ZipFile[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const content = Buffer.from(file.content);
    const body = file.isStored ? content : deflateRawSync(content);
    const name = Buffer.from(file.name);
    const numbers = Buffer.alloc(22);
    numbers.writeUInt16LE(file.flags ?? 0, 2);
    numbers.writeUInt16LE(file.isStored ? 0 : 8, 4);
    numbers.writeUInt32LE(file.crc ?? crc32(content), 10);
    numbers.writeUInt32LE(body.length, 14);
    numbers.writeUInt32LE(file.size ?? content.length, 18);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(name.length, 0);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), numbers, lengths, name, body]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), numbers, lengths, rest, name]),
    );
    locals.push(local);
    at += local.length;
  }
  return new Uint8Array(Buffer.concat([...locals, ...directory, endOf(directory, at)]));
}

function endOf(directory: Buffer[], start: number): Buffer {
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(start, 16);
  return end;
}

const TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** What stands inside `sheetData`, and how the parts around it differ from those of any workbook. */
export type RawWorkbook = {
  rows: string;
  types?: string;
  workbookPr?: string;
  state?: string;
  sheetTarget?: string;
  sheetStart?: string;
  styles?: string;
  sharedStrings?: string;
  more?: ZipFile[];
};

/** The files of a workbook of one sheet, Hoja1, to be changed and zipped. */
export function workbookFiles({
  rows,
  types = "",
  workbookPr = "",
  state = "",
  sheetTarget = `Target="worksheets/sheet1.xml"`,
  sheetStart = "",
  styles = `<styleSheet xmlns="${MAIN}"/>`,
  sharedStrings = `<sst xmlns="${MAIN}"/>`,
  more = [],
}: RawWorkbook): ZipFile[] {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${kind}" ${target}/>`;
  return [
    { name: "[Content_Types].xml", content: `<Types xmlns="${TYPES}">${types}</Types>` },
    {
      name: "_rels/.rels",
      content: `<Relationships xmlns="${RELATIONS}">` +
        relation("rId1", "officeDocument", `Target="xl/workbook.xml"`) + "</Relationships>",
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `<Relationships xmlns="${RELATIONS}">` +
        relation("rId1", "worksheet", sheetTarget) +
        relation("rId2", "styles", `Target="/xl/styles.xml"`) +
        relation("rId3", "sharedStrings", `Target="sharedStrings.xml"`) + "</Relationships>",
    },
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${workbookPr}<sheets>` +
        `<sheet name="Hoja1" sheetId="1" ${state} r:id="rId1"/></sheets></workbook>`,
    },
    { name: "xl/styles.xml", content: styles },
    { name: "xl/sharedStrings.xml", content: sharedStrings },
    {
      name: "xl/worksheets/sheet1.xml",
      content: `${sheetStart}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    },
    ...more,
  ];
}

export function rawWorkbook(wish: RawWorkbook): Uint8Array {
  return aZip(workbookFiles(wish));
}
