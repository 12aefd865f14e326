import { brokenFile, UnreadableFileError } from "../unreadable_file.ts";
import { isTrue, localName, readXml, type XmlHandlers } from "./xml.ts";
import { partName, type Zip } from "./zip_guard.ts";

/** The parts of a workbook; paths are names inside its zip and nothing else. */
export type WorkbookParts = {
  sheets: { name: string; path: string; isHidden: boolean }[];
  sharedStrings: string | undefined;
  styles: string | undefined;
  /** Its days are counted from 1904, as on old Macs. */
  uses1904: boolean;
  /** It asks whoever opens it to calculate every formula: the stored values are not results. */
  isUncalculated: boolean;
};

type Relation = { id: string; kind: string; path: string };

/** Reads the workbook's lists of parts, without any sheet. Throws UnreadableFileError. */
export async function readParts(zip: Zip): Promise<WorkbookParts> {
  const typeOf = await readContentTypes(zip);
  const [root] = (await readRelations(zip, "")).filter(({ kind }) => kind === "officeDocument");
  if (!root) throw brokenFile();
  if (typeOf(root.path).includes("sheet.binary")) {
    throw new UnreadableFileError({ code: "binaryWorkbook" });
  }
  const relations = await readRelations(zip, root.path);
  judgeContent(zip, relations);
  const { sheets, ...workbook } = await readSheetList(zip, root.path);
  const pathOf = (kind: string) => relations.find((one) => one.kind === kind)?.path;
  return {
    ...workbook,
    sheets: sheets.flatMap(({ id, name, isHidden }) => {
      const target = relations.find((one) => one.id === id);
      if (!target) throw brokenFile();
      return target.kind === "worksheet" ? [{ name, isHidden, path: target.path }] : [];
    }),
    sharedStrings: pathOf("sharedStrings"),
    styles: pathOf("styles"),
  };
}

/** Passes a whole part to handlers; a missing part means that the workbook is broken. */
export async function walkPart(zip: Zip, path: string, handlers: XmlHandlers): Promise<void> {
  const parts = zip.read(path);
  if (!parts) throw brokenFile();
  for await (const _ of readXml(parts, handlers));
}

/**
 * Answers a function that finds the type of a part, by its name or else by its ending; a zip
 * without that list is no workbook, and the error says what it is.
 */
async function readContentTypes(zip: Zip): Promise<(path: string) => string> {
  const list = "[Content_Types].xml";
  if (!zip.names.includes(partName(list))) {
    const isLibreOffice = zip.names.includes("mimetype");
    throw new UnreadableFileError({ code: isLibreOffice ? "libreOffice" : "otherZip" });
  }
  const types = new Map<string, string>();
  await walkPart(zip, list, {
    open(tag, { PartName = "", Extension = "", ContentType = "" }) {
      if (tag === "Override") types.set(partName(PartName), ContentType);
      if (tag === "Default") types.set(`.${Extension.toLowerCase()}`, ContentType);
    },
  });
  return (path) => {
    const name = partName(path);
    return types.get(name) ?? types.get(name.slice(name.lastIndexOf("."))) ?? "";
  };
}

/**
 * Refuses macros and links to other workbooks, by the parts that are there: programs declare types of
 * parts that they never write, as SheetJS does of macros.
 */
function judgeContent(zip: Zip, relations: Relation[]): void {
  const has = (kind: RegExp, name: string) =>
    zip.names.some((one) => one.includes(name)) ||
    relations.some((one) => kind.test(one.kind) && zip.names.includes(partName(one.path)));
  if (has(/^vbaProject$/, "vbaproject") || has(/macrosheet$/i, "macrosheets/")) {
    throw new UnreadableFileError({ code: "macros" });
  }
  if (has(/^externalLink$/, "externallinks/")) throw new UnreadableFileError({ code: "links" });
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
      relations.push({ id: Id, kind, path: resolve(folder, Target.replaceAll("\\", "/")) });
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
  let [uses1904, isUncalculated] = [false, false];
  await walkPart(zip, path, {
    open(tag, attributes) {
      if (tag === "workbookPr") uses1904 = isTrue(attributes.date1904);
      if (tag === "calcPr") {
        const { fullCalcOnLoad, calcCompleted = "1" } = attributes;
        isUncalculated = isTrue(fullCalcOnLoad) || !isTrue(calcCompleted);
      }
      if (tag !== "sheet") return;
      const id = Object.keys(attributes).find((key) => key !== "id" && localName(key) === "id");
      const isHidden = (attributes.state ?? "visible") !== "visible";
      sheets.push({ id: attributes[id ?? ""] ?? "", name: attributes.name ?? "", isHidden });
    },
  });
  return { sheets, uses1904, isUncalculated };
}
