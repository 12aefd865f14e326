import type { FieldError } from "../../domain/errors.ts";
import type { UserRecord } from "../../domain/users/user_record.ts";

export type UserPageProps = {
  user: UserRecord;
  isOwn: boolean;
  /** When her wait because of wrong tries ends. */
  waitsUntil: number | undefined;
  typed: { accion: string; motivo: string; rol: string };
  errors: FieldError[];
  notice: string | undefined;
  csrfToken: string;
};
