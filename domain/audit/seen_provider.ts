/** What a person could see or took away of one provider between two instants, in milliseconds. */
export type SeenProvider = {
  nit: string;
  legalName: string;
  downloads: number;
  views: number;
  /** Sign-ins and switches: from there on the provider's pages were open to her. */
  entries: number;
  firstAt: number;
  lastAt: number;
};
