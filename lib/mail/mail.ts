import { composeMail, type Mailer } from "./message.ts";
import { createSmtpMailer } from "./smtp.ts";

/**
 * Sends by `smtp:`/`smtps:`, or writes one `.eml` a mail into the folder of a `file:` address:
 * names sort by time, and the text is 8bit, so that a link can be copied from the file unchanged.
 */
export function createMailer(url: string, from: string): Mailer {
  return url.startsWith("file:")
    ? outbox(url.slice("file:".length), from)
    : createSmtpMailer(url, from);
}

/**
 * Writes a file into the folder of a `file:` address and removes it; a mail server is not asked.
 * Throws where that cannot be done.
 */
export async function tryMailFolder(url: string): Promise<void> {
  if (!url.startsWith("file:")) return;
  const folder = url.slice("file:".length);
  await Deno.mkdir(folder, { recursive: true });
  await Deno.remove(await Deno.makeTempFile({ dir: folder }));
}

/** Mails have links that open accounts, so only the owner may read their files. */
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
      await writeWhole(name, message.toString());
    },
  };
}

/** Whoever watches the folder sees no part of a mail, also where the disk is full. */
async function writeWhole(name: string, text: string): Promise<void> {
  const part = `${name}.part`;
  try {
    await Deno.writeTextFile(part, text, { mode: 0o600 });
    await Deno.rename(part, name);
  } catch (error) {
    await Deno.remove(part).catch(() => {});
    throw error;
  }
}
