/** A mail of plain text to one address. A link stands alone on its line. */
export type Mail = { to: string; subject: string; text: string };

export type Mailer = { send(mail: Mail): Promise<void> };

const SMTP_TIMEOUT_MS = 10_000;

/**
 * Sends by `smtp:`/`smtps:`, or writes one `.eml` a mail into the folder of a `file:` address: names
 * sort by time, and the text is 8bit, so that a link can be copied from the file as it stands.
 */
export function createMailer(url: string, from: string): Mailer {
  return url.startsWith("file:") ? outbox(url.slice("file:".length), from) : smtp(url, from);
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
      const { message } = await transport.sendMail(compose(mail, from));
      await Deno.mkdir(folder, { recursive: true });
      const time = new Date().toISOString().replace(/[:.]/g, "-");
      const name = `${folder}/${time}-${crypto.randomUUID().slice(0, 8)}.eml`;
      await Deno.writeTextFile(`${name}.part`, message.toString(), { mode: 0o600 });
      await Deno.rename(`${name}.part`, name);
    },
  };
}

function smtp(url: string, from: string): Mailer {
  const timeouts = {
    connectionTimeout: SMTP_TIMEOUT_MS,
    greetingTimeout: SMTP_TIMEOUT_MS,
    socketTimeout: SMTP_TIMEOUT_MS,
  };
  return {
    async send(mail) {
      const { default: nodemailer } = await import("nodemailer");
      const transport = nodemailer.createTransport({ url, ...timeouts });
      await transport.sendMail(compose(mail, from));
    },
  };
}

function compose({ to, subject, text }: Mail, from: string) {
  if (/[\r\n,]/.test(to)) throw new TypeError("a mail has one address");
  return { from, to: { name: "", address: to }, subject, text };
}
