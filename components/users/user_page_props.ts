import type { FieldError } from "../../domain/errors.ts";
import type { UserRecord } from "../../domain/users/user_record.ts";

export type UserPageProps = {
  user: UserRecord;
  isOwn: boolean;
  /** Until when she must wait because of wrong tries. */
  waitsUntil: number | undefined;
  typed: { accion: string; motivo: string; rol: string };
  errors: FieldError[];
  notice: string | undefined;
  csrfToken: string;
};
