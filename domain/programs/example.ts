/** One block of code of the guide for programs (docs/api.md). */
export type CodeExample = { language: string; code: string };

const SECTION = /^## Examples$(.*?)^## /ms;
const BLOCK = /^```(\w+)\n(.*?)^```$/gms;
/** What a block shows that is no program: an answer. */
const ANSWERS = ["json", "text"];

/** The programs that stand in the guide's section of examples, in its order. */
export function examplesIn(guide: string): CodeExample[] {
  const [, section = ""] = SECTION.exec(guide) ?? [];
  return [...section.matchAll(BLOCK)]
    .map(([, language = "", code = ""]) => ({ language, code }))
    .filter(({ language }) => !ANSWERS.includes(language));
}
