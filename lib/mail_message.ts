import type { Mail } from "./mail.ts";

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
