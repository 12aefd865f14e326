/** One address with the parameters that sqlmap tries there. */
export type Target = {
  name: string;
  /** Path and query; a `*` is a place to inject where no parameter has a name. */
  path: string;
  form?: Record<string, string>;
  /** Names for `-p`; none where the `*` says it. */
  parameters?: string[];
  cookie?: string;
  headers?: string[];
  /** Values that change from request to request. */
  randomize?: string[];
  /** 3 also tries conditions that are always true, for values that match nothing by themselves. */
  risk?: 2 | 3;
  /** From how many places the tries seem to come; `many` is where waits would end the test. */
  places?: "one" | "many";
};

/** A form with the names of the fields that are tried. */
export function formOf(
  name: string,
  path: string,
  fields: Record<string, string>,
  parameters: string[],
  more: Partial<Target> = {},
): Target {
  return { name, path, form: fields, ...(parameters.length > 0 && { parameters }), ...more };
}
