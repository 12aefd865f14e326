// Tries an operation of the API from its page: a form's fields become an address or a body, and the answer
// is shown as text. The token is a field of this page: it goes into the header of the request, never into an
// address, and nothing stores it. Without this script the page shows how to ask with curl.
const MAX_SHOWN = 20_000;
const tokenBox = document.querySelector("[data-api-token]");

if (tokenBox) {
  tokenBox.hidden = false;
  for (const form of document.querySelectorAll("[data-api-try]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
}

async function ask(form) {
  const out = form.querySelector("[data-api-answer]");
  const button = form.querySelector("button");
  button.disabled = true;
  out.replaceChildren("Preguntando…");
  try {
    const answer = await fetch(addressOf(form), {
      method: form.dataset.method,
      headers: headersOf(form),
      body: bodyOf(form),
      credentials: "omit",
      cache: "no-store",
    });
    await show(out, answer);
  } catch {
    out.replaceChildren("No hubo respuesta. Revise su conexión e inténtelo de nuevo.");
  } finally {
    button.disabled = false;
  }
}

function fieldsIn(form, place) {
  return [...form.querySelectorAll(`[data-in="${place}"]`)];
}

function addressOf(form) {
  let path = form.dataset.path;
  for (const { name, value } of fieldsIn(form, "path")) {
    path = path.replace(`{${name}}`, encodeURIComponent(value));
  }
  const filled = fieldsIn(form, "query").filter(({ value }) => value !== "");
  const query = new URLSearchParams(filled.map(({ name, value }) => [name, value]));
  return query.size > 0 ? `${path}?${query}` : path;
}

function headersOf(form) {
  const token = tokenBox.querySelector("input").value.trim();
  const headers = new Headers(form.elements.body ? { "Content-Type": "application/json" } : {});
  if (/^[\x21-\x7e]+$/.test(token)) headers.set("Authorization", `Bearer ${token}`);
  return headers;
}

function bodyOf(form) {
  if (form.elements.body) return form.elements.body.value;
  const fields = fieldsIn(form, "form");
  if (fields.length === 0) return undefined;
  const body = new FormData();
  for (const { name, value, files } of fields) {
    if (files) for (const file of files) body.append(name, file);
    else if (value !== "") body.append(name, value);
  }
  return body;
}

async function show(out, answer) {
  const status = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = `${answer.status}`;
  status.append(strong);
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  out.replaceChildren(status, block("Encabezados", headers), block("Cuerpo", await textOf(answer)));
}

async function textOf(answer) {
  const type = answer.headers.get("content-type") ?? "";
  if (!/json|^text\//.test(type)) {
    const { size } = await answer.blob();
    return size === 0 ? "(sin cuerpo)" : `(${size} bytes de ${type})`;
  }
  const text = await answer.text();
  const shown = /json/.test(type) ? JSON.stringify(JSON.parse(text), null, 2) : text;
  return shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}\n… (${shown.length} letras)` : shown;
}

function block(title, text) {
  const box = document.createElement("div");
  const head = document.createElement("h5");
  head.textContent = title;
  const pre = document.createElement("pre");
  pre.className = "example";
  pre.tabIndex = 0;
  pre.textContent = text;
  box.append(head, pre);
  return box;
}
