/** An affiliate for whom something is done: her number in the portal, and her whole name. */
export type Person = { id: number; name: string };
