import type { Config } from "../../lib/config.ts";
import { greetMailServer } from "../../lib/mail/smtp.ts";
import { bad, type Finding, good } from "./finding.ts";

const ABOUT = "Correo";

/** Whether mails can leave: the server takes our name and password, or the folder can be written. */
export async function checkMail({ mail: { url } }: Config): Promise<Finding> {
  if (url.startsWith("file:")) return await checkFolder(url.slice("file:".length));
  const { host } = new URL(url);
  try {
    await greetMailServer(url);
    return good(ABOUT, `${host} responde y nos acepta`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    return bad(ABOUT, `${host} no nos acepta (${reason})`, "revise MAIL_URL y el servidor");
  }
}

async function checkFolder(folder: string): Promise<Finding> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.remove(await Deno.makeTempFile({ dir: folder }));
    return good(ABOUT, `se escribe en archivos en ${folder}: a nadie le llega`);
  } catch {
    return bad(ABOUT, `no se puede escribir en ${folder}`, "revise MAIL_URL y los permisos");
  }
}
