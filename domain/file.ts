/** What may be attached. */
export type AttachedKind = "pdf" | "png" | "jpeg" | "xlsx" | "csv";

/** A file that somebody sent, without its bytes. */
export type StoredFile = { id: string; name: string; kind: AttachedKind; size: number };

export const MAX_FILES = 3;
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
export const FILE_ENDINGS = ".pdf,.png,.jpg,.jpeg,.xlsx,.csv";

/** What a picture of a paper may be: a photo or a scan. */
export const PICTURE_KINDS: readonly AttachedKind[] = ["pdf", "png", "jpeg"];
export const PICTURE_ENDINGS = ".pdf,.png,.jpg,.jpeg";

export const CONTENT_TYPES: Record<AttachedKind, string> = {
  pdf: "application/pdf",
  png: "image/png",
  jpeg: "image/jpeg",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};

const ENDINGS = new Map<string, AttachedKind>([
  ["pdf", "pdf"],
  ["png", "png"],
  ["jpg", "jpeg"],
  ["jpeg", "jpeg"],
  ["xlsx", "xlsx"],
  ["csv", "csv"],
]);

/** The kind that a name says; undefined where such a file may not be attached. */
export function kindByName(name: string): AttachedKind | undefined {
  return ENDINGS.get(name.slice(name.lastIndexOf(".") + 1).toLowerCase());
}

/** What is wrong with the number and the size of some files; undefined where nothing is. */
export function filesProblem(sizes: number[]): string | undefined {
  if (sizes.length > MAX_FILES) return TOO_MANY;
  const sum = sizes.reduce((total, size) => total + size, 0);
  return sum > MAX_FILE_BYTES ? TOO_HEAVY : undefined;
}

export const TOO_MANY = `Adjunte a lo sumo ${MAX_FILES} archivos de una vez.`;
export const TOO_HEAVY = "Los archivos pesan juntos más de 10 MB: quite uno o redúzcalo.";

/** A size as it is shown: `4,2 MB` or `380 KB`. */
export function formatSize(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  if (megabytes >= 1) return `${megabytes.toFixed(1).replace(".", ",")} MB`;
  return `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
