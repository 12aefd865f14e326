import { encode } from "uqr";

/** A QR code as one path of squares in a picture of `size` by `size`, margin included. */
export function qrPath(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { border: 4, ecc: "M" });
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => isDark ? [`M${x} ${y}h1v1h-1z`] : [])
  );
  return { size, path: squares.join("") };
}
