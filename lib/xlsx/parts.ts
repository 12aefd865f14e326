import { brokenFile, UnreadableFileError } from "../unreadable_file.ts";
import { localName, readXml, type XmlHandlers } from "./xml.ts";
import type { Zip } from "./zip_guard.ts";

/** What a workbook says of itself; paths are names inside its zip and nothing else. */
export type WorkbookParts = {
  sheets: { name: string; path: string; isHidden: boolean }[];
  sharedStrings: string | undefined;
  styles: string | undefined;
  /** Its days are counted from 1904, as old Macs did. */
  uses1904: boolean;
};

type Relation = { id: string; kind: string; path: string };

/** Reads the workbook's lists of parts, without any sheet. Throws UnreadableFileError. */
export async function readParts(zip: Zip): Promise<WorkbookParts> {
  await judgeContent(zip);
  const [root] = (await readRelations(zip, "")).filter(({ kind }) => kind === "officeDocument");
  if (!root) throw brokenFile();
  const relations = await readRelations(zip, root.path);
  const { sheets, uses1904 } = await readSheetList(zip, root.path);
  const pathOf = (kind: string) => relations.find((one) => one.kind === kind)?.path;
  return {
    sheets: sheets.flatMap(({ id, name, isHidden }) => {
      const target = relations.find((one) => one.id === id);
      if (!target) throw brokenFile();
      return target.kind === "worksheet" ? [{ name, isHidden, path: target.path }] : [];
    }),
    sharedStrings: pathOf("sharedStrings"),
    styles: pathOf("styles"),
    uses1904,
  };
}

/** Hands a whole part to handlers; a part that is missing is as good as a broken workbook. */
export async function walkPart(zip: Zip, path: string, handlers: XmlHandlers): Promise<void> {
  const parts = zip.read(path);
  if (!parts) throw brokenFile();
  for await (const _ of readXml(parts, handlers));
}

/** Says what a zip is that is no workbook of cells alone; each kind with its own code. */
async function judgeContent(zip: Zip): Promise<void> {
  if (!zip.names.includes("[Content_Types].xml")) {
    const isLibreOffice = zip.names.includes("mimetype");
    throw new UnreadableFileError({ code: isLibreOffice ? "libreOffice" : "otherZip" });
  }
  const types: string[] = [];
  await walkPart(zip, "[Content_Types].xml", {
    open: (_, { ContentType }) => void types.push(ContentType ?? ""),
  });
  const has = (word: string) => types.some((type) => type.includes(word));
  const hasName = (word: string) => zip.names.some((name) => name.includes(word));
  if (has("sheet.binary")) throw new UnreadableFileError({ code: "binaryWorkbook" });
  if (has("macroEnabled") || has("vbaProject") || hasName("vbaProject")) {
    throw new UnreadableFileError({ code: "macros" });
  }
  if (has("externalLink") || hasName("externalLinks/")) {
    throw new UnreadableFileError({ code: "links" });
  }
}

/** The relations of a part; those that lead out of the zip are left out. */
async function readRelations(zip: Zip, part: string): Promise<Relation[]> {
  const folder = part.split("/").slice(0, -1);
  const file = part.split("/").at(-1) ?? "";
  const relations: Relation[] = [];
  const path = [...folder, "_rels", `${file}.rels`].join("/");
  await walkPart(zip, path, {
    open(name, { Id = "", Type = "", Target = "", TargetMode }) {
      if (name !== "Relationship" || TargetMode === "External") return;
      const kind = Type.slice(Type.lastIndexOf("/") + 1);
      relations.push({ id: Id, kind, path: resolve(folder, Target) });
    },
  });
  return relations;
}

function resolve(folder: string[], target: string): string {
  const path = target.startsWith("/") ? [] : [...folder];
  for (const step of target.split("/")) {
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step);
  }
  return path.join("/");
}

async function readSheetList(zip: Zip, path: string) {
  const sheets: { id: string; name: string; isHidden: boolean }[] = [];
  let uses1904 = false;
  await walkPart(zip, path, {
    open(tag, attributes) {
      if (tag === "workbookPr") uses1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
      if (tag !== "sheet") return;
      const id = Object.keys(attributes).find((key) => key !== "id" && localName(key) === "id");
      const isHidden = (attributes.state ?? "visible") !== "visible";
      sheets.push({ id: attributes[id ?? ""] ?? "", name: attributes.name ?? "", isHidden });
    },
  });
  return { sheets, uses1904 };
}
