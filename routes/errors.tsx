import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { HOMES } from "../components/modules/modules.ts";
import { ProblemPage } from "../components/problem_page.tsx";
import { isDatabaseDown } from "../db/database_down.ts";
import { NOTHING_LOST, Problem, type ProblemKind, type Way } from "../domain/errors.ts";
import { describeError } from "../lib/error_text.ts";
import { QueueFullError } from "../lib/queue.ts";
import { audit } from "./audit.ts";
import type { Ctx } from "./context.ts";
import { askToRetry } from "./guards/wait.ts";
import { keepSentForm, RESUME } from "./guards/kept_form.ts";
import { isBoosted, isFragment, leadPageTo, pageOfFragment } from "./htmx.ts";
import { answerPage, identityOf } from "./representation.tsx";

type Answer = { status: ContentfulStatusCode; title: string; message: string };

const ANSWERS: Record<ProblemKind, Answer> = {
  notFound: {
    status: 404,
    title: "No encontramos esta página",
    message: "Revise la dirección, o vuelva al inicio.",
  },
  wrongMethod: {
    status: 405,
    title: "Esta dirección no se abre así",
    message: "Vuelva al inicio y llegue por sus enlaces y botones.",
  },
  signedOut: {
    status: 401,
    title: "Inicie sesión",
    message: "Su sesión terminó por seguridad. Entre de nuevo y seguirá donde estaba.",
  },
  forbidden: {
    status: 403,
    title: "No se puede hacer",
    message: "Vuelva a abrir la página e inténtelo de nuevo.",
  },
  staleForm: {
    status: 403,
    title: "Su sesión cambió",
    message: `Desde que abrió esta página se cerró la sesión, y no guardamos nada. ${NOTHING_LOST}`,
  },
  otherProvider: {
    status: 409,
    title: "Esta página era de otra IPS",
    message: "En otra pestaña cambió de IPS, y no guardamos nada. Vuelva a abrir la página.",
  },
  otherPerson: {
    status: 409,
    title: "Esta página era de otra persona",
    message: "Usted ya actúa por alguien más, y no guardamos nada. Vuelva a abrir la página.",
  },
  conflict: {
    status: 409,
    title: "Ya no se puede hacer",
    message: "Algo cambió mientras tanto. Vuelva a abrir la página.",
  },
  gone: {
    status: 410,
    title: "Ya no existe",
    message: "Lo que usted pide ya no existe. Empiece de nuevo.",
  },
  invalid: {
    status: 422,
    title: "Revise los datos",
    message: "Hay un dato que no se puede usar.",
  },
  malformed: {
    status: 400,
    title: "No se entiende la solicitud",
    message: "Vuelva a abrir la página e inténtelo de nuevo.",
  },
  tooLarge: {
    status: 413,
    title: "Es demasiado grande",
    message: "No guardamos nada. Envíe menos datos de una vez.",
  },
  tooMany: {
    status: 429,
    title: "Espere un momento",
    message: "Son demasiadas solicitudes seguidas. Inténtelo de nuevo en un momento.",
  },
  unavailable: {
    status: 503,
    title: "Vuelva en un momento",
    message: "No podemos responder ahora mismo. Inténtelo de nuevo en unos minutos.",
  },
};

/** The one place where what went wrong becomes a status and a page or problem+json. */
export function answerError(error: Error, c: Ctx): Response | Promise<Response> {
  const problem = toProblem(error);
  if (!problem) {
    c.get("services").log("error", "unexpected", {
      requestId: c.get("requestId"),
      error: describeError(error),
    });
    return answerProblem(c, new Problem("unavailable"), UNEXPECTED);
  }
  if (problem.kind === "unavailable") {
    c.get("services").log("warning", "unavailable", {
      requestId: c.get("requestId"),
      error: describeError(error),
    });
  }
  if (problem.kind === "signedOut" && c.get("representation") === "page") return askToSignIn(c);
  return answerProblem(c, problem, ANSWERS[problem.kind]);
}

/** No page has the address, or the one that has it answers `methods` only. */
export function answerNoHandler(c: Ctx, methods: string[]): Response | Promise<Response> {
  const kind = methods.length > 0 ? "wrongMethod" : "notFound";
  if (kind === "wrongMethod") {
    c.header("Allow", methods.map((method) => method === "GET" ? "GET, HEAD" : method).join(", "));
  }
  return answerProblem(c, new Problem(kind), ANSWERS[kind]);
}

const UNEXPECTED: Answer = {
  status: 500,
  title: "Algo falló de nuestro lado",
  message: "Ya sabemos de la falla. Inténtelo de nuevo en unos minutos.",
};

/** The statuses of what is over in a moment. */
const MAY_PASS = [429, 500, 503];
/** Addresses of the portal are far shorter; proxies would refuse the header of a longer one. */
const MAX_BACK = 1000;

function toProblem(error: Error): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof QueueFullError) return new Problem("unavailable");
  if (isDatabaseDown(error)) return new Problem("unavailable");
  if (error instanceof HTTPException) {
    if (error.status === 413) return new Problem("tooLarge");
    if (error.status < 500) return new Problem("malformed");
  }
  return undefined;
}

function answerProblem(c: Ctx, problem: Problem, answer: Answer): Response | Promise<Response> {
  const { status, title } = answer;
  if (status === 403) audit(c, { name: "denied", result: "refused" });
  const message = withWayBack(c, problem.message || answer.message, status);
  const requestId = c.get("requestId");
  if (status === 503) askToRetry(c);
  if (c.get("representation") === "json") {
    const body = { type: "about:blank", title, status, detail: message, requestId };
    const details = problem.errors.length > 0 ? { ...body, errors: problem.errors } : body;
    return c.body(JSON.stringify(details), status, {
      "Content-Type": "application/problem+json; charset=utf-8",
    });
  }
  const ways = problem.way ? [problem.way] : waysOn(c, status);
  const content = <ProblemPage {...{ title, message, ways, requestId }} />;
  return answerPage(c, { title, content }, status);
}

/** A form that nobody read is as it was, one page back. */
function withWayBack(c: Ctx, message: string, status: number): string {
  const isUnread = c.req.method === "POST" && [413, ...MAY_PASS].includes(status);
  const isSaid = c.get("representation") === "json" || message.includes(NOTHING_LOST);
  return isUnread && !isSaid ? `${message} ${NOTHING_LOST}` : message;
}

/** What was asked for once more, and home; what begins with `//` would lead to another host. */
function waysOn(c: Ctx, status: number): Way[] {
  const home = HOMES[identityOf(c)?.kind ?? "guest"];
  const ways = [{ href: home.href, words: `Ir a ${home.name}` }];
  const href = MAY_PASS.includes(status) ? addressOf(c) : undefined;
  if (href === undefined || href.startsWith("//")) return ways;
  return [{ href, words: "Intentar de nuevo" }, ...ways];
}

/**
 * A page redirects to the sign-in and back; a part of a page tells htmx to go there. A form comes back
 * as it was typed; a link or a search leads to what was clicked.
 */
async function askToSignIn(c: Ctx): Promise<Response> {
  const back = await keepSentForm(c) ? RESUME : addressOf(c);
  const address = back !== undefined && back.length <= MAX_BACK
    ? `/zona-ser?next=${encodeURIComponent(back)}`
    : "/zona-ser";
  if (!isFragment(c)) return c.redirect(address, 303);
  return leadPageTo(c, address, 401);
}

function addressOf(c: Ctx): string | undefined {
  const { pathname, search } = new URL(c.req.url);
  const isPage = c.req.method === "GET" && (!isFragment(c) || isBoosted(c));
  return isPage ? pathname + search : pathOf(pageOfFragment(c));
}

function pathOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
