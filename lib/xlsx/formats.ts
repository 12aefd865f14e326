/**
 * How a style of cells shows a number: as a day, or as a whole number with zeros and characters of
 * its own.
 */
export type NumberStyle = "date" | ShowNumber | undefined;
/** The text that a person sees of a whole number from 0 on. */
export type ShowNumber = (whole: number) => string;

const MAX_FORMAT = 255;
/** What is shown at a place for which the number has no digit. */
const EMPTY_PLACE: Record<string, string> = { "0": "0", "?": " ", "#": "" };
/**
 * A place for a digit and what is shown there without one, a place for the number as it is, or
 * characters that are always shown.
 */
type Token = { empty: string } | { general: true } | { sign: string };

/**
 * How a format shows numbers; undefined where it adds nothing to the digits. Its sections
 * are for positive, negative and no amounts.
 */
export function styleOfFormat(code: string): NumberStyle {
  if (isDateFormat(code)) return "date";
  const [usual = "", _negative, zero = usual] = code.slice(0, MAX_FORMAT).split(";");
  const [show, showZero] = [showerOf(usual), showerOf(zero)];
  return show && ((whole) => whole === 0 ? showZero?.(0) ?? "0" : show(whole));
}

/** Whether a format has letters for days and hours, outside quotes, brackets and escapes. */
export function isDateFormat(code: string): boolean {
  const bare = code.slice(0, MAX_FORMAT)
    .replace(/"[^"]*"|\\.|[_*]./g, "")
    .replace(/\[[^[\]]*\]/g, (bracket) => /^\[(?:h+|m+|s+)\]$/i.test(bracket) ? bracket : "");
  return !/general/i.test(bare) && /[dhmsy]/i.test(bare);
}

/**
 * Undefined for a format with decimals, thousands, percents or conditions, or one that adds
 * nothing.
 */
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

/** Fills in digits from the right; those without a place go before the first one. */
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
