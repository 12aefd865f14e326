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
  /** The directory says its numbers in 64 bits, as Java programs do. */
  isWide?: boolean;
};

/** A zip as any program writes it, with every lie that a file asks for. */
export function aZip(files: ZipFile[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const body = file.isStored ? Buffer.from(file.content) : deflateRawSync(file.content);
    const name = Buffer.from(file.name);
    const facts = factsOf(file, body.length);
    const wide = file.isWide ? wideNumbers(sizeOf(file), body.length) : Buffer.alloc(0);
    const head = [Buffer.from("PK\x03\x04"), facts, lengths(name, wide.length), name, wide];
    const local = Buffer.concat([...head, body]);
    directory.push(entryOf(file, body.length, at));
    locals.push(local);
    at += local.length;
  }
  return new Uint8Array(Buffer.concat([...locals, ...directory, endOf(directory, at)]));
}

/** Flags, method, time, CRC and sizes, as they stand in both headers of a file. */
function factsOf({ content, isStored, flags, crc, size, isWide }: ZipFile, stored: number): Buffer {
  const facts = Buffer.alloc(22);
  facts.writeUInt16LE(flags ?? 0, 2);
  facts.writeUInt16LE(isStored ? 0 : 8, 4);
  facts.writeUInt32LE(crc ?? crc32(content), 10);
  facts.writeUInt32LE(isWide ? WIDE : stored, 14);
  facts.writeUInt32LE(isWide ? WIDE : size ?? Buffer.from(content).length, 18);
  return facts;
}

function entryOf(file: ZipFile, stored: number, at: number): Buffer {
  const name = Buffer.from(file.name);
  const wide = file.isWide ? wideNumbers(sizeOf(file), stored, at) : Buffer.alloc(0);
  const place = Buffer.alloc(14);
  place.writeUInt32LE(file.isWide ? WIDE : at, 10);
  const facts = factsOf(file, stored);
  const long = lengths(name, wide.length);
  const start = Buffer.from("PK\x01\x02\x14\x00");
  return Buffer.concat([start, facts, long, place, name, wide]);
}

function sizeOf({ content, size }: ZipFile): number {
  return size ?? Buffer.from(content).length;
}

/** The extra field with what did not fit in 32 bits. */
function wideNumbers(...numbers: number[]): Buffer {
  const bytes = new BigUint64Array(numbers.map(BigInt)).buffer;
  return Buffer.concat([Buffer.from([1, 0, bytes.byteLength, 0]), Buffer.from(bytes)]);
}

function lengths(name: Buffer, extra: number): Buffer {
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(name.length, 0);
  lengths.writeUInt16LE(extra, 2);
  return lengths;
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

const WIDE = 0xffffffff;
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
