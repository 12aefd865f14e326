import type { IconName } from "../parts/icon.tsx";

/** A part of the portal that somebody may open: its name, its first page and what it is for. */
export type Module = { name: string; href: string; icon: IconName; about: string };
