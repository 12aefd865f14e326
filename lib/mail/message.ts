/** A mail of plain text to one address. A link is alone on its line. */
export type Mail = {
  to: string;
  subject: string;
  text: string;
  /**
   * The left part of Message-ID: a mail that is sent again has the same one, so that its receiver
   * can recognise it.
   */
  messageId?: string;
  headers?: Record<string, string>;
};

export type Mailer = {
  /** Fails with MailError where the server did not take the mail. */
  send(mail: Mail): Promise<void>;
  /** Does work that sends many mails: connections may stay open until it ends. */
  during?(work: () => Promise<void>): Promise<void>;
};

/** A mail as nodemailer takes it. Throws TypeError where it would get a second address or header. */
export function composeMail({ to, subject, text, messageId, headers = {} }: Mail, from: string) {
  if (/[\r\n,]/.test(to)) throw new TypeError("a mail has one address");
  if (Object.entries(headers).flat().some((part) => /[\r\n]/.test(part))) {
    throw new TypeError("a header is one line");
  }
  const id = messageId === undefined ? {} : { messageId: `<${messageId}@${domainOf(from)}>` };
  return { from, to: { name: "", address: to }, subject, text, headers, ...id };
}

/** `Zona Ser <avisos@eps.example>` → `eps.example`. */
function domainOf(sender: string): string {
  return /@([^\s@>]+)>?$/.exec(sender)?.[1] ?? "localhost";
}
