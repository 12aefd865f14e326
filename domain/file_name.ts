/** What a file is called whose name has nothing that can be shown. */
export const NAMELESS_FILE = "archivo";
