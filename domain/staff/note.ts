/** Why the staff did something to a person or a provider, and who; `at` in milliseconds. */
export type Note = { at: number; act: string; staffName: string; reason: string };
