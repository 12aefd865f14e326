/** Why an upload failed; one that was cut off on its way is `malformed`. */
export type UploadFault =
  | "malformed"
  | "repeated"
  | "tooLarge"
  | "tooMany"
  | "tooSlow";

export class UploadError extends Error {
  constructor(readonly fault: UploadFault, options?: ErrorOptions) {
    super(fault, options);
    this.name = "UploadError";
  }
}
