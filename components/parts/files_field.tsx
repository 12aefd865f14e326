import type { FieldError } from "../../domain/errors.ts";
import { FILE_ENDINGS, PICTURE_ENDINGS } from "../../domain/file.ts";
import { describedBy, errorOf, FieldMessage } from "./field.tsx";

export const FILES_NAME = "archivos";
const ANY_FILES = "PDF, PNG, JPEG, Excel (.xlsx) o CSV; hasta 3 archivos que sumen 10 MB.";
const AGAIN = "Escójalos de nuevo: el navegador no los conserva cuando hay algo por corregir.";

type Props = {
  label?: string;
  /** What is said of the files where only pictures of papers may be chosen. */
  pictureHint?: string;
  errors: FieldError[];
  hadFiles: boolean;
};

/**
 * Up to three files; browsers forget them when a form comes back with errors, and the page says so.
 */
export function FilesField({ label, pictureHint, errors, hadFiles }: Props) {
  const error = errorOf(errors, FILES_NAME);
  const hint = pictureHint ?? ANY_FILES;
  return (
    <div class="field">
      <label for={FILES_NAME}>{label ?? "Adjuntos (opcional)"}</label>
      <p class="hint" id={`${FILES_NAME}-hint`}>
        {hint}
        {hadFiles && <strong>{` ${AGAIN}`}</strong>}
      </p>
      <FieldMessage name={FILES_NAME} error={error} />
      <input
        id={FILES_NAME}
        name={FILES_NAME}
        type="file"
        multiple
        accept={pictureHint ? PICTURE_ENDINGS : FILE_ENDINGS}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={describedBy(FILES_NAME, hint, error)}
      />
    </div>
  );
}
