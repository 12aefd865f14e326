/**
 * What the link of a mail opens: the choice of a new password, a registration by its name, or a
 * request to enrol.
 */
export type MailedLink =
  | { opens: "password"; userId: number }
  | { opens: "registration"; registration: string }
  | { opens: "enrolment"; folio: string };

/**
 * Stands for the secret of a link in a mail that is stored: the secret is made when the mail is sent,
 * and is nowhere but in the mail.
 */
export const SECRET_PLACE = "{secreto}";
