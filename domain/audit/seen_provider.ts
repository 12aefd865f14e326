/** What a person could see or downloaded of one provider between two instants, in milliseconds. */
export type SeenProvider = {
  nit: string;
  legalName: string;
  downloads: number;
  views: number;
  /** Sign-ins and changes of provider: from then on she could open the provider's pages. */
  entries: number;
  firstAt: number;
  lastAt: number;
};
