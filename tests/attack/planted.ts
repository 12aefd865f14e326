/**
 * The positive control: a server that is full of holes on purpose, on loopback alone, with the right
 * to read one file and to ask loopback. A tool that sees nothing here sees nothing anywhere. It
 * wants a cookie and an Origin as the portal does, so that a tool that forgets them is noticed too.
 *
 * What would be dangerous even here is played: no shell runs what `/ping` gets.
 */
import { DatabaseSync } from "node:sqlite";

const COOKIE = "sesion=abierta";
const SAMPLE_FILE = "/etc/passwd";

type Form = URLSearchParams;
type Page = (form: Form, request: Request) => Response | Promise<Response>;

const db = new DatabaseSync(":memory:");
db.exec(`
  CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  INSERT INTO things (name) VALUES ('mesa'), ('silla'), ('lámpara'), ('puerta');
`);
const remarks: string[] = [];

const PAGES: Record<string, Page> = {
  "/": () => page(LINKS),
  "/buscar": (form) => find(`SELECT name FROM things WHERE id = ${value(form, "id")}`),
  "/entrar": (form) => {
    const isKnown = ask(`SELECT name FROM things WHERE name = '${value(form, "usuario")}'`)
      .some((name) => !name.startsWith("["));
    return page(isKnown ? "Bienvenido." : "El usuario no existe.");
  },
  "/cosas": (_, request) => {
    const [id = ""] = decodeURIComponent(new URL(request.url).pathname).split("/").slice(2);
    return find(`SELECT name FROM things WHERE name = '${id}'`);
  },
  "/ficha": (_, request) => {
    const [, token = ""] = /^Bearer (.*)$/.exec(request.headers.get("authorization") ?? "") ?? [];
    return find(`SELECT name FROM things WHERE name = '${token}'`);
  },
  "/conteo": (form) => {
    const isThere = ask(`SELECT name FROM things WHERE id = ${value(form, "id")}`)
      .some((name) => !name.startsWith("["));
    return page(
      `${LAYOUT}<main hx-nonce="${crypto.randomUUID()}"><p>${isThere ? "Hay." : "No."}</p></main>`,
    );
  },
  "/callado": (form) => {
    ask(`SELECT name FROM things WHERE id = ${value(form, "id")}`);
    return page("Gracias.");
  },
  "/eco": (form) => page(`<p>Usted dijo ${value(form, "dicho")}</p>`),
  "/libro": (form) => {
    if (form.has("nota")) remarks.push(value(form, "nota"));
    return page(`${LINKS}<p>${remarks.slice(-50).join("</p><p>")}</p>`);
  },
  "/archivo": async (form) => page(await readFile(value(form, "nombre"))),
  "/ping": (form) => page(shellPlayed(value(form, "destino"))),
  "/ir": (form) => redirect(value(form, "a")),
  "/traer": async (form) => {
    const answer = await fetch(value(form, "de")).catch(() => undefined);
    return page(await answer?.text() ?? "nada");
  },
  "/xml": async (form, request) => page(await expand(form.get("xml") ?? await request.text())),
};

const LINKS = `
  <a href="/buscar?id=1">uno</a> <a href="/eco?dicho=hola">eco</a> <a href="/libro">libro</a>
  <a href="/archivo?nombre=a.txt">archivo</a> <a href="/ping?destino=yo">ping</a>
  <a href="/ir?a=/">ir</a> <a href="/traer?de=x">traer</a>
  <form method="post" action="/entrar"><input name="usuario" value="mesa"><input name="clave"></form>
  <form method="post" action="/libro"><input name="nota" value="nada"></form>
  <form method="post" action="/xml"><textarea name="xml">nada</textarea></form>`;

/** What most of a page is, beside which a difference of a few letters is hard to see. */
const LAYOUT = `<header>${"<p>Menú de la página</p>".repeat(400)}</header>`;

const server = Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(`planted: ${port}\n`),
}, async (request) => {
  const url = new URL(request.url);
  if (!request.headers.get("cookie")?.includes(COOKIE)) return page("Entre primero.", 401);
  if (request.method === "POST" && request.headers.get("origin") !== url.origin) {
    return page("No vino de aquí.", 403);
  }
  const open = PAGES[`/${url.pathname.split("/")[1] ?? ""}`];
  const isForm = /urlencoded/.test(request.headers.get("content-type") ?? "");
  const form = isForm ? new URLSearchParams(await request.text()) : url.searchParams;
  return await open?.(form, request) ?? page("Aquí no hay nada.", 404);
});
Deno.addSignalListener("SIGTERM", () => server.shutdown().then(() => Deno.exit(0)));

function value(form: Form, name: string): string {
  return form.get(name) ?? "";
}

function ask(sql: string): string[] {
  try {
    return db.prepare(sql).all().map(({ name }) => String(name));
  } catch (error) {
    return [`[SQLITE_ERROR] ${error instanceof Error ? error.message : error}`];
  }
}

/** Shows what it found and what the database complained about. */
function find(sql: string): Response {
  return page(`<ul>${ask(sql).map((name) => `<li>${name}</li>`).join("")}</ul>`);
}

async function readFile(name: string): Promise<string> {
  return await Deno.readTextFile(`/${name}`.replace("//", "/")).catch(() => "No se puede leer.");
}

/** Answers as a shell would that runs `ping -c1 DESTINO`, where somebody added `;env;`. */
function shellPlayed(text: string): string {
  const isSecondCommand = /[;|&\n]\s*env\b/.test(text);
  return isSecondCommand
    ? "PATH=/usr/bin:/bin\nPWD=/\nHOME=/root\nSHLVL=1\n_=/usr/bin/env"
    : "1 ms";
}

/** Goes where it is told; decodes once too often, and writes line breaks as they come. */
function redirect(target: string): Response {
  const [location = "", ...lines] = decodeURIComponent(target).split("\r\n");
  const headers = new Headers({ location: encodeURI(location) });
  for (const line of lines) {
    const [name = "", ...rest] = line.split(":");
    if (/^[\w-]+$/.test(name)) headers.set(name, rest.join(":").trim());
  }
  return new Response(null, { status: 302, headers });
}

/** Puts the file in that an entity names. */
async function expand(xml: string): Promise<string> {
  const [, path] = /<!ENTITY\s+xxe\s+SYSTEM\s+"file:\/\/([^"]+)"/.exec(xml) ?? [];
  const text = path === SAMPLE_FILE ? await Deno.readTextFile(path) : "";
  return xml.replace(/<!DOCTYPE[\s\S]*?\]>/, "").replace("&xxe;", text);
}

function page(content: string, status = 200): Response {
  const html =
    `<!doctype html><html lang="es"><title>Agujeros</title><body>${content}</body></html>`;
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}
