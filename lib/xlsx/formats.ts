/** How a style of cells shows a number: as a day, or a whole one with zeros and signs of its own. */
export type NumberStyle = "date" | ShowNumber | undefined;
/** What a person sees of a whole number from 0 on. */
export type ShowNumber = (whole: number) => string;

const MAX_FORMAT = 255;
/** What stands where a number has no digit left. */
const EMPTY_PLACE: Record<string, string> = { "0": "0", "?": " ", "#": "" };
/** A place for a digit and what stands there without one, a place for the number as it is, or signs that stand there always. */
type Token = { empty: string } | { general: true } | { sign: string };

/**
 * How a format shows numbers, undefined where it changes nothing that a text would keep. Its sections
 * are for positive, negative and no amounts.
 */
export function styleOfFormat(code: string): NumberStyle {
  if (isDateFormat(code)) return "date";
  const [usual = "", _negative, zero = usual] = code.slice(0, MAX_FORMAT).split(";");
  const [show, showZero] = [showerOf(usual), showerOf(zero)];
  return show && ((whole) => whole === 0 ? showZero?.(0) ?? "0" : show(whole));
}

/** A format's letters for days and hours, outside quotes, brackets and what a sign escapes. */
export function isDateFormat(code: string): boolean {
  const bare = code.slice(0, MAX_FORMAT)
    .replace(/"[^"]*"|\\.|[_*]./g, "")
    .replace(/\[[^[\]]*\]/g, (bracket) => /^\[(?:h+|m+|s+)\]$/i.test(bracket) ? bracket : "");
  return !/general/i.test(bare) && /[dhmsy]/i.test(bare);
}

/** Undefined for a format with decimals, thousands, percents, conditions or nothing of its own. */
function showerOf(section: string): ShowNumber | undefined {
  const tokens = tokensOf(section);
  const places = tokens?.filter((token) => !("sign" in token)).length ?? 0;
  if (!tokens || places === 0) return undefined;
  if (tokens.some((token) => "general" in token)) {
    return places > 1 || tokens.length === 1
      ? undefined
      : (whole) => tokens.map((token) => "sign" in token ? token.sign : whole).join("");
  }
  return tokens.length === 1 ? undefined : (whole) => fill(tokens, String(whole));
}

/** Digits go in from the right; those that find no place stand before the first one. */
function fill(tokens: Token[], digits: string): string {
  const first = tokens.findIndex((token) => "empty" in token);
  let [shown, rest] = ["", digits];
  for (const [index, token] of [...tokens.entries()].reverse()) {
    if ("sign" in token) shown = token.sign + shown;
    else if (index === first && rest !== "") shown = rest + shown;
    else if (rest !== "") [shown, rest] = [rest.slice(-1) + shown, rest.slice(0, -1)];
    else if ("empty" in token) shown = token.empty + shown;
  }
  return shown;
}

const TOKEN =
  /"([^"]*)"|\\(.)|[_*].|\[(?:[a-z]+\d*|\$-[\da-f]+)\]|(General|@)|([0#?])|([-+ ()])/giy;

function tokensOf(section: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < section.length) {
    const match = TOKEN.exec(section);
    if (!match) return undefined;
    const [, quoted, escaped, general, digit, plain] = match;
    const sign = quoted ?? escaped ?? plain;
    if (general !== undefined) tokens.push({ general: true });
    else if (digit !== undefined) tokens.push({ empty: EMPTY_PLACE[digit] ?? "" });
    else if (sign) tokens.push({ sign });
  }
  return tokens;
}
