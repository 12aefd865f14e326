import type { Stage } from "../support/stage.ts";
import type { Largest } from "./asked.ts";

/** A row of the table; the figure is text, with its units. */
export type Figure = { what: string; figure: string };

/** How much a database holds: weeks of payments and loads of them, and affiliates. */
export type Size = { weeks: number; loads: number; affiliates: number };

/**
 * What every measurement works with: a database of a size, whom of it to ask for, and the settings of
 * the portal's processes, which name the server that has the file open, where one does.
 */
export type Place = Stage & {
  database: string;
  size: Size;
  largest: Largest;
  settings: Record<string, string>;
};
