import type { Config } from "../../lib/config.ts";
import { tryMailFolder } from "../../lib/mail/mail.ts";
import { greetMailServer } from "../../lib/mail/smtp.ts";
import { bad, type Finding, good } from "./finding.ts";

const ABOUT = "Correo";

/** Whether mails can leave: the server takes our name and password, or the folder can be written. */
export async function checkMail({ mail: { url } }: Config): Promise<Finding> {
  if (url.startsWith("file:")) return await checkFolder(url);
  const { host } = new URL(url);
  try {
    await greetMailServer(url);
    return good(ABOUT, `${host} responde y nos acepta`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    return bad(ABOUT, `${host} no nos acepta (${reason})`, "revise MAIL_URL y el servidor");
  }
}

async function checkFolder(url: string): Promise<Finding> {
  const folder = url.slice("file:".length);
  try {
    await tryMailFolder(url);
    return good(ABOUT, `se escribe en archivos en ${folder}: a nadie le llega`);
  } catch {
    return bad(ABOUT, `no se puede escribir en ${folder}`, "revise MAIL_URL y los permisos");
  }
}
