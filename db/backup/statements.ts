/**
 * The statements of an SQL dump, one after the other, however its text is cut into pieces. A dump
 * ends each statement with a semicolon at the end of a line; one inside quotes, and those between
 * the BEGIN and the END of a trigger, end nothing.
 */
export async function* statementsOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let statement = "";
  let quote = "";
  for await (const line of linesOf(pieces)) {
    quote = quoteAfter(line, quote);
    statement += line;
    if (quote === "" && isWhole(statement)) {
      yield statement;
      statement = "";
    }
  }
  if (statement.trim() !== "") yield statement;
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + piece).split(/(?<=\n)/);
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** Which quote is open at the end of a line; a quote that is doubled closes and opens at once. */
function quoteAfter(line: string, openBefore: string): string {
  let open = openBefore;
  for (const [character] of line.matchAll(/['"`]/g)) {
    if (open === "") open = character;
    else if (open === character) open = "";
  }
  return open;
}

function isWhole(statement: string): boolean {
  return /^\s*CREATE TRIGGER/i.test(statement)
    ? /\bEND;\s*$/i.test(statement)
    : /;\s*$/.test(statement);
}
