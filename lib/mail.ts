import { composeMail } from "./mail_message.ts";
import { createSmtpMailer } from "./smtp_mailer.ts";

/** A mail of plain text to one address. A link stands alone on its line. */
export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** The left part of Message-ID: a mail that is sent again under it can be known as the same. */
  messageId?: string;
  headers?: Record<string, string>;
};

export type Mailer = {
  /** Fails with MailError where the server did not take the mail. */
  send(mail: Mail): Promise<void>;
  /** Does work that sends many mails: connections may be kept until it ends. */
  during?(work: () => Promise<void>): Promise<void>;
};

/**
 * Sends by `smtp:`/`smtps:`, or writes one `.eml` a mail into the folder of a `file:` address: names
 * sort by time, and the text is 8bit, so that a link can be copied from the file as it stands.
 */
export function createMailer(url: string, from: string): Mailer {
  return url.startsWith("file:")
    ? outbox(url.slice("file:".length), from)
    : createSmtpMailer(url, from);
}

/** Mails hold links that open accounts, so their files are for their owner alone. */
function outbox(folder: string, from: string): Mailer {
  return {
    async send(mail) {
      const { default: nodemailer } = await import("nodemailer");
      const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
      transport.use("stream", (mail, done) => {
        mail.message.getTransferEncoding = () => "8bit";
        done();
      });
      const { message } = await transport.sendMail(composeMail(mail, from));
      await Deno.mkdir(folder, { recursive: true });
      const time = new Date().toISOString().replace(/[:.]/g, "-");
      const name = `${folder}/${time}-${crypto.randomUUID().slice(0, 8)}.eml`;
      await Deno.writeTextFile(`${name}.part`, message.toString(), { mode: 0o600 });
      await Deno.rename(`${name}.part`, name);
    },
  };
}
