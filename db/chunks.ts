/** Cuts a list, or a long walk, into lists of at most `size` items. */
export function* chunks<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let chunk: Item[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

/** Cuts a list into lists that end as soon as the sizes of their items reach `size`. */
export function* chunksBySize<Item>(
  items: Iterable<Item>,
  sizeOf: (item: Item) => number,
  size: number,
): Generator<Item[]> {
  let [chunk, reached]: [Item[], number] = [[], 0];
  for (const item of items) {
    chunk.push(item);
    reached += sizeOf(item);
    if (reached < size) continue;
    yield chunk;
    [chunk, reached] = [[], 0];
  }
  if (chunk.length > 0) yield chunk;
}
