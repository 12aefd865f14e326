/** What a person did with the data of one affiliate between two instants, in milliseconds. */
export type SeenAffiliate = {
  id: number;
  /** Empty where she is no longer on file. */
  documentType: string;
  documentNumber: string;
  count: number;
  firstAt: number;
  lastAt: number;
};
