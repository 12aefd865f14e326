import { apiRoutes } from "../../../routes/api.ts";
import { createDocument } from "../../../routes/api/document.ts";
import type { Written } from "../../../routes/api/written.ts";
import type { Services } from "../../../routes/context.ts";

/** The document as everybody reads it. */
export async function writeDocument({ settings }: Services): Promise<Written> {
  return JSON.parse(JSON.stringify(await createDocument(apiRoutes(), settings.eps)));
}

/** Each operation with its method and its path, `GET /vouchers/{documentNumber}`. */
export function operationsOf({ paths }: Written) {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
      pointer: `/paths/${path.replaceAll("/", "~1")}/${method}`,
    }))
  );
}
