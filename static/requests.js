// Where an answer to htmx takes longer than a moment, the page says so; where none comes, or the server
// fails, it says that and offers to ask again. What is on the page stays: no failure replaces it. Without
// this script htmx would say nothing; without htmx the browser says both by itself.
const SIGN_AFTER_MS = 300;
let underWay = 0;
let timer;
let failed;

document.addEventListener("htmx:before:request", () => {
  underWay++;
  timer ??= setTimeout(() => say(sign().dataset.text), SIGN_AFTER_MS);
});

document.addEventListener("htmx:finally:request", () => {
  underWay--;
  if (underWay > 0) return;
  clearTimeout(timer);
  timer = undefined;
  say("");
});

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (ctx) fail(ctx);
});

document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  if (ctx.response?.status >= 500) {
    event.preventDefault();
    fail(ctx);
  } else if (!isPoll(ctx) || ctx.sourceElement === failed?.sourceElement) forget();
});

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("#sin-respuesta button")) askAgain();
});

function say(text) {
  sign().textContent = text;
}

/** What was asked for by hand brings the focus to the button; what asks by itself leaves it alone. */
function fail(ctx) {
  failed = ctx;
  for (const reason of notice().querySelectorAll("[data-when]")) {
    reason.hidden = reason.dataset.when !== (ctx.response ? "broken" : "down");
  }
  notice().hidden = false;
  if (isByHand(ctx)) notice().querySelector("button").focus();
}

function forget() {
  const hasFocus = notice().contains(document.activeElement);
  notice().hidden = true;
  if (hasFocus && failed?.sourceElement.isConnected) failed.sourceElement.focus();
  failed = undefined;
}

function askAgain() {
  const { sourceElement: source, sourceEvent, request, target, swap } = failed;
  const isAgainByHand = isByHand(failed);
  forget();
  if (!source.isConnected) location.reload();
  else if (!isAgainByHand) htmx.ajax(request.method, request.action, { source, target, swap });
  else if (sourceEvent.type === "submit") source.requestSubmit(sourceEvent.submitter);
  else source.click();
}

function isByHand({ sourceEvent }) {
  return sourceEvent?.type === "click" || sourceEvent?.type === "submit";
}

function isPoll({ sourceEvent }) {
  return sourceEvent?.type === "every";
}

/** Looked up each time: going back replaces the whole body. */
function sign() {
  return document.getElementById("cargando");
}

function notice() {
  return document.getElementById("sin-respuesta");
}
