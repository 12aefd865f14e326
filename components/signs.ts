import { html } from "hono/html";

/*
 * Signs beyond Latin-1 by their names. One of them as it is makes the runtime hold the whole page in
 * twice the memory, and send it in twice the time.
 */

export const DASH = html`&ndash;`;
export const ELLIPSIS = html`&hellip;`;
