/* The API's document as its page shows it. */

export type DescribedField = {
  name: string;
  /** `texto`, `entero`, `lista de Voucher` … */
  kind: string;
  /** The schema that the kind is of, where it has a name. */
  schema?: string;
  about: string;
  isRequired: boolean;
};

export type DescribedParameter = DescribedField & {
  place: "path" | "query" | "header";
  example: string;
};

export type DescribedBody = {
  about: string;
  isForm: boolean;
  fields: DescribedField[];
  /** What the form that tries it begins with; empty for a form with files. */
  example: string;
};

export type DescribedAnswer = {
  status: string;
  about: string;
  kind: string;
  schema?: string;
  example?: string;
};

export type DescribedOperation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  about: string;
  /** Who may call it, in words. */
  scope: string;
  parameters: DescribedParameter[];
  body?: DescribedBody;
  answers: DescribedAnswer[];
  curl: string;
};

export type DescribedGroup = { name: string; about: string; operations: DescribedOperation[] };
export type DescribedSchema = { name: string; about: string; fields: DescribedField[] };

export type Reference = {
  title: string;
  groups: DescribedGroup[];
  schemas: DescribedSchema[];
};
