/**
 * Sets what becomes the newest entry of a map of at most `max`; the oldest makes room, and is
 * answered.
 */
export function setNewest<Key, Value>(
  map: Map<Key, Value>,
  max: number,
  key: Key,
  value: Value,
): [Key, Value] | undefined {
  map.delete(key);
  const [oldest] = map.size < max ? [] : map;
  if (oldest) map.delete(oldest[0]);
  map.set(key, value);
  return oldest;
}
