import type { PictureName } from "./pictures.ts";

export type Audience = "provider" | "affiliate";

/** One page of the help. */
export type HelpSubject = {
  /** The last part of its address: `/ayuda/registro`. */
  slug: string;
  audience: Audience;
  title: string;
  /** What it answers, for the index. */
  about: string;
  sections: readonly HelpSection[];
};

/** A part of a page; `id` is the anchor that screens and other parts link to. */
export type HelpSection = {
  id: string;
  title: string;
  body: readonly Block[];
  /** Routes (`/pagos/:documentNumber`) of the screens on which everything that the part names stands. */
  screens?: readonly string[];
  picture?: PictureName;
};

/** A paragraph, steps in their order, things side by side, or names on the screen with their meaning. */
export type Block =
  | string
  | { steps: readonly string[] }
  | { bullets: readonly string[] }
  | { terms: readonly Term[] };

/** `name` stands on the screen, letter for letter. */
export type Term = { name: string; about: string };
