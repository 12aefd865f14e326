/** One block of code of the guide for programs (docs/api.md). */
export type CodeExample = { language: string; code: string };

const SECTION = /^## Examples$(.*?)^## /ms;
const FENCE = /^```/m;
/** What a block shows that is no program: an answer. */
const ANSWERS = ["json", "text"];

/** The programs that stand in the guide's section of examples, in its order. */
export function examplesIn(guide: string): CodeExample[] {
  const [, section = ""] = SECTION.exec(guide) ?? [];
  // Between two fences is a block, then the text up to the next one.
  return section.split(FENCE).filter((_, index) => index % 2 === 1)
    .map((block) => {
      const [language = "", ...lines] = block.split("\n");
      return { language, code: lines.join("\n") };
    })
    .filter(({ language }) => !ANSWERS.includes(language));
}
