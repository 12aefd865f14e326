import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Hono } from "hono";
import type { Env, Services } from "../../../routes/context.ts";
import { type Content, resolved, type Written } from "../../../routes/api/written.ts";
import { operationsOf, writeDocument } from "./written_document.ts";

const API = "/api/v1";
const PROBLEM_TYPE = "application/problem+json";

/**
 * Compares whatever the app answers below `/api/v1` with the document: a status, a media type or a
 * property that is not in it fails the test that asked.
 */
export function checkAnswers(app: Hono<Env>, services: Services): void {
  const ask = app.fetch;
  app.fetch = async (request, ...rest) => {
    const answer = await ask(request, ...rest);
    const pathname = URL.canParse(request.url) ? new URL(request.url).pathname : "";
    if (pathname.startsWith(`${API}/`) && !isOfPortal(rest)) {
      judge ??= writeDocument(services).then(createJudge);
      const place = `${request.method} ${pathname.slice(API.length)}`;
      const faults = await (await judge)(place, answer);
      if (faults.length > 0) throw new Error(`${place} ${answer.status}: ${faults.join("; ")}`);
    }
    return answer;
  };
}

/** Whether the portal asks itself to draw a form anew (routes/accounts/resume.tsx): no script sees that. */
function isOfPortal([environment]: unknown[]): boolean {
  return typeof environment === "object" && environment !== null && "resumed" in environment;
}

/** What is wrong with an answer, beside the document. */
type Judge = (place: string, answer: Response) => Promise<string[]>;

/** Made once for all apps of a test file; the document differs in the name of the EPS alone. */
let judge: Promise<Judge> | undefined;

export function createJudge(document: Written): Judge {
  const operations = readOperations(document);
  const validate = createValidator(document);
  return async (place, answer) => {
    const type = (answer.headers.get("content-type") ?? "").split(";")[0] ?? "";
    const operation = operations.find(({ pattern }) => pattern.test(place.replace("HEAD", "GET")));
    const content = operation?.contents.get(`${answer.status}`);
    if (operation && !content) return ["no such status in the document"];
    if (answer.status === 304 || place.startsWith("HEAD")) return [];
    if (content && !(type in content)) return [`${type} is not in the document`];
    if (!/json$/.test(type)) return operation ? [] : [`${type} is no problem`];
    const body = await answer.clone().json();
    if (!content || type === PROBLEM_TYPE) return validate("/components/schemas/Problem", body);
    const media = type.replace("/", "~1");
    return validate(
      `${operation?.pointer}/responses/${answer.status}/content/${media}/schema`,
      body,
    );
  };
}

function createValidator(document: Written) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false });
  ajv.addSchema(document, "api");
  const compiled = new Map<string, ValidateFunction>();
  return (pointer: string, body: unknown): string[] => {
    const validator = compiled.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
    compiled.set(pointer, validator);
    return validator(body) ? [] : [ajv.errorsText(validator.errors)];
  };
}

function readOperations(document: Written) {
  const { responses } = document.components;
  return operationsOf(document).map(({ method, path, operation, pointer }) => ({
    pattern: new RegExp(`^${method} ${path.replace(/\{\w+\}/g, "[^/]+")}$`),
    pointer,
    contents: new Map<string, Content>(
      Object.entries(operation.responses).map(([status, answer]) => [
        status,
        resolved(answer, responses).content ?? {},
      ]),
    ),
  }));
}
