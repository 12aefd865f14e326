import { SETTING_NAMES } from "./settings.ts";

/** How many letters in a row a hand gets wrong; in a short name fewer. */
const MAX_WRONG = 2;
const LETTERS_FOR_ONE = 4;

type Mistyped = { name: string; meant: string };

/**
 * Names of variables that look like one of our settings but for a letter or two. Every program and
 * platform sets some, so such a name stops nothing; where the setting itself is there, too, it is
 * somebody else's.
 */
export function mistypedSettings(names: string[]): Mistyped[] {
  return names.flatMap((name) => {
    const meant = settingLike(name);
    return meant === undefined || names.includes(meant) ? [] : [{ name, meant }];
  });
}

/** The setting that this name was meant to be; undefined where it is one, or looks like none. */
export function settingLike(name: string): string | undefined {
  if (SETTING_NAMES.includes(name)) return undefined;
  return SETTING_NAMES.find((setting) =>
    lettersApart(name.toUpperCase(), setting) <= roomIn(setting)
  );
}

function roomIn(setting: string): number {
  return Math.min(MAX_WRONG, Math.floor(setting.length / LETTERS_FOR_ONE));
}

/** How much stands between what both begin with and what both end with. */
function lettersApart(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return Math.max(one.length, other.length) - start - end;
}
