type Props = { size: number; path: string; label: string };

/** A QR code, dark on white in both schemes so that cameras read it. */
export function QrCode({ size, path, label }: Props) {
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} class="qr-ground" />
      <path d={path} class="qr-dark" />
    </svg>
  );
}
