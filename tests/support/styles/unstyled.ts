import { isSheetOf, readSheets } from "../../../routes/styles.ts";

/** What an element must carry for a rule to concern it: classes, an id. */
type Needs = { selector: string; classes: string[]; ids: string[] };

/**
 * A judge of pages: which rules of a sheet that a page does not name could concern it, by the classes
 * and ids that both have. A rule that names neither concerns every page.
 */
export function unstyledFinder(): (path: string, html: string) => string[] {
  const sheets = readSheets().map((sheet) => ({ sheet, needs: needsOf(sheet.text) }));
  return (path, html) => {
    const classes = namesIn(html, /\sclass="([^"]*)"/g);
    const ids = namesIn(html, /\sid="([^"]*)"/g);
    return sheets.filter(({ sheet }) => !isSheetOf(sheet, path)).flatMap(({ sheet, needs }) =>
      needs.filter((one) =>
        one.classes.every((name) => classes.has(name)) && one.ids.every((id) => ids.has(id))
      ).map(({ selector }) => `${selector} of ${sheet.name}`)
    );
  };
}

function namesIn(html: string, attribute: RegExp): Set<string> {
  return new Set([...html.matchAll(attribute)].flatMap(([, names = ""]) => names.split(/\s+/)));
}

function needsOf(sheet: string): Needs[] {
  const heads = [...sheet.replace(/"[^"\n]*"/g, "").matchAll(/([^{};]+)\{/g)];
  return heads.map(([, head = ""]) => head.trim()).filter((head) => !head.startsWith("@"))
    .flatMap((head) => head.split(/,(?![^()]*\))/)).map((selector) => {
      const asked = selector.replace(/:(?:not|has)\((?:[^()]|\([^()]*\))*\)/g, "");
      const found = (mark: RegExp) => [...asked.matchAll(mark)].map(([, name = ""]) => name);
      return {
        selector: selector.trim(),
        classes: found(/\.([A-Za-z_][\w-]*)/g),
        ids: found(/#([A-Za-z_][\w-]*)/g),
      };
    });
}
