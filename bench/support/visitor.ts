import { CEDULA, NIT } from "./payments.ts";

export const PASSWORD = "tres tigres comen trigo";
const MAIL_WITHIN_MS = 20_000;

type Visitor = {
  cookie: () => string;
  get: (path: string) => Promise<Response>;
  post: (path: string, form: Record<string, string>) => Promise<Response>;
};

/** Registers the provider through its forms and activates the account by the link that is mailed. */
export async function register(port: number, outbox: string): Promise<void> {
  const visitor = visit(port);
  const steps: Record<string, string>[] = [
    { nit: NIT },
    { cedula: `${CEDULA}1` },
    { politicas: "si", contrasena: PASSWORD, confirmacion: PASSWORD },
  ];
  for (const typed of steps) await send(visitor, "/registro", typed);
  const link = await mailedLink(outbox);
  const opened = await visitor.get(link);
  const form = { ...hiddenFields(await opened.text()), contrasena: PASSWORD };
  const answer = await visitor.post("/activar", form);
  if (answer.status !== 303) throw new Error(`/activar answered ${answer.status}`);
}

/** Signs in through the form; answers the cookies of the session. */
export async function signIn(
  port: number,
  headers: Record<string, string> = {},
  usuario = NIT,
): Promise<string> {
  const visitor = visit(port, headers);
  const answer = await visitor.post("/zona-ser", {
    tipo: "prestador",
    usuario,
    contrasena: PASSWORD,
  });
  await answer.body?.cancel();
  if (answer.status !== 303) throw new Error(`/zona-ser answered ${answer.status}`);
  return visitor.cookie();
}

/** A browser that keeps cookies and follows nothing by itself. */
export function visit(port: number, more: Record<string, string> = {}): Visitor {
  const origin = `http://127.0.0.1:${port}`;
  const cookies = new Map<string, string>();
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const ask = async (path: string, init: RequestInit) => {
    const headers = { ...more, origin, cookie: cookie() };
    const answer = await fetch(origin + path, { ...init, headers, redirect: "manual" });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === "" || /max-age=0/i.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  return {
    cookie,
    get: (path) => ask(path, {}),
    post: (path, form) => ask(path, { method: "POST", body: new URLSearchParams(form) }),
  };
}

/** Fills the form that a page shows now and sends it; the page must then lead on. */
async function send(
  visitor: Visitor,
  path: string,
  typed: Record<string, string>,
): Promise<void> {
  const page = await (await visitor.get(path)).text();
  const answer = await visitor.post(path, { ...hiddenFields(page), ...typed });
  await answer.body?.cancel();
  if (answer.status !== 303) {
    throw new Error(`${path} answered ${answer.status} to ${Object.keys(typed)}`);
  }
}

function hiddenFields(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...inputs].map(([, name = "", value = ""]) => [name, value]));
}

async function mailedLink(outbox: string): Promise<string> {
  const until = performance.now() + MAIL_WITHIN_MS;
  while (performance.now() < until) {
    for await (const { name } of readFolder(outbox)) {
      if (!name.endsWith(".eml")) continue;
      const text = await Deno.readTextFile(`${outbox}/${name}`);
      const link = /^https?:\/\/[^/\s]+(\/activar\S+)\s*$/m.exec(text)?.[1];
      if (link !== undefined) return link;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no mail with a link came into ${outbox}`);
}

async function* readFolder(folder: string): AsyncGenerator<Deno.DirEntry> {
  try {
    yield* Deno.readDir(folder);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
