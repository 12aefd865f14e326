/** The name shown for a file whose own name has no printable character. */
export const NAMELESS_FILE = "archivo";
