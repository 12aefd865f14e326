import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { except } from "hono/combine";
import { compress } from "hono/compress";
import { serveStatic } from "hono/deno";
import { Problem } from "../domain/errors.ts";
import { MOST_FILE_BYTES, TOO_HEAVY } from "../domain/inquiries/file.ts";
import { tokenSigner } from "../lib/signed_token.ts";
import { accountRoutes } from "./accounts/account.tsx";
import { accountDataRoutes } from "./accounts/data.tsx";
import { accountEmailRoutes, confirmEmailRoutes } from "./accounts/email.tsx";
import { accountFactorRoutes } from "./accounts/factor.tsx";
import { accountPasskeyRoutes } from "./accounts/passkeys.tsx";
import { accountProviderRoutes } from "./accounts/providers.tsx";
import { activationRoutes } from "./accounts/activation.tsx";
import { apiRoutes } from "./api.ts";
import { readAssets } from "./assets.ts";
import { authenticate } from "./guards/authenticate.ts";
import {
  ACCEPT_POLICY,
  CHOOSE_PROVIDER,
  requirePermission,
  requirePerson,
  requireProvider,
  requireStaff,
  SECOND_FACTOR,
} from "./guards/authorize.ts";
import { calendarRoutes } from "./calendar.tsx";
import { noteClientAddress } from "./guards/client_address.ts";
import type { Ctx, Env, Services } from "./context.ts";
import { refuseForeignForms, requireOwnCode } from "./guards/csrf.ts";
import { answerError, answerNotFound } from "./errors.tsx";
import { exportRoutes } from "./payments/export.ts";
import { refuseForeignFetches } from "./guards/foreign_fetches.ts";
import { healthRoutes } from "./health.ts";
import { homeRoutes } from "./home.tsx";
import { inquiryListRoutes } from "./inquiries/inquiries.tsx";
import { inquiryRoutes } from "./inquiries/inquiry.tsx";
import { newInquiryRoutes } from "./inquiries/new.tsx";
import { invitationRoutes } from "./users/invitation.tsx";
import { createKeptViews } from "./kept_views.ts";
import { logRequests } from "./log_requests.ts";
import { acceptPolicyRoutes, policyRoutes } from "./accounts/policies.tsx";
import { noticeContactRoutes } from "./notices/contacts.tsx";
import { NOTICE_END, noticeEndRoutes } from "./notices/end.tsx";
import { portalRoutes } from "./portal.tsx";
import { registrationRoutes } from "./accounts/registration.tsx";
import { registrationRequestRoutes } from "./providers/registration_request.tsx";
import { resetRoutes } from "./accounts/reset.tsx";
import { searchRoutes } from "./payments/search.tsx";
import { refuseForeignHosts, securityHeaders } from "./guards/security_headers.ts";
import { signInRoutes } from "./accounts/sign_in.tsx";
import { signInCodeRoutes } from "./accounts/sign_in_code.tsx";
import { signInPasskeyRoutes } from "./accounts/sign_in_passkey.ts";
import { loadUploadRoutes } from "./loads/form.tsx";
import { staffRoutes } from "./staff.ts";
import { readStyles } from "./styles.ts";
import { teamRoutes } from "./users/team.tsx";
import { teamActivityRoutes } from "./audit/activity.tsx";
import { voucherRoutes } from "./payments/vouchers.tsx";

const LARGEST_BODY_BYTES = 64 * 1024;
/** Files of ten megabytes, and what is typed beside them. */
const LARGEST_UPLOAD_BYTES = MOST_FILE_BYTES + LARGEST_BODY_BYTES;
const NOTHING_LOST = "Vuelva atrás en su navegador: lo que escribió sigue allí.";
/** What takes files: the role is judged before their bytes are read. */
const INQUIRY_FILES = {
  provider: "/consultas/:radicado",
  staff: "/funcionario/consultas/:radicado",
};
/** Where payment files come in: these count their bytes themselves, once they know who sends them. */
const PAYMENT_FILES = ["/funcionario/cargas", "/api/v1/loads"];
/** Static files are found beside the code, wherever the process was started. */
const ROOT = `${import.meta.dirname}/..`;
/** Of another path the file server would write what the system says, with the path, into the log. */
const STATIC_PATH = /^\/static\/[\w.-]{1,100}$/;
const CSS = "text/css; charset=utf-8";
const VERSIONED_SECONDS = 365 * 24 * 60 * 60;
const UNVERSIONED_SECONDS = 60 * 60;

/**
 * The portal as one Hono application. What stands above `requirePerson` is public; below it one has
 * signed in, and below `requireProvider` one works with a provider. The page that ends notices stands
 * above `refuseForeignForms`: mail programs post to it.
 */
export async function createApp(services: Services): Promise<Hono<Env>> {
  const app = new Hono<Env>();
  const styles = await readStyles();
  const assets = await readAssets(styles);
  const keptViews = createKeptViews();
  const { sessionSecrets } = services.settings;
  const signers = {
    session: tokenSigner(sessionSecrets, "session"),
    registration: tokenSigner(sessionSecrets, "registration"),
    secondFactor: tokenSigner(sessionSecrets, "second factor"),
    link: tokenSigner(sessionSecrets, "link"),
  };
  app.use(async (c, next) => {
    c.set("services", services);
    c.set("assets", assets);
    c.set("keptViews", keptViews);
    c.set("signers", signers);
    c.set("requestId", crypto.randomUUID());
    c.set("representation", "page");
    await next();
    // Nobody reads the body of an answer to HEAD: what it holds must be let go.
    if (c.req.method === "HEAD") await c.res.body?.cancel();
  });
  app.use(noteClientAddress(services.settings.trustedProxies));
  app.use(logRequests());
  app.notFound(answerNotFound);
  app.onError(answerError);
  app.use(securityHeaders(services.settings.baseUrl));
  app.route("/", healthRoutes());
  app.use(refuseForeignHosts(services.settings.baseUrl));
  app.use(compress());
  app.use("/static/*", async (c, next) => {
    if (!STATIC_PATH.test(c.req.path)) throw new Problem("notFound");
    await next();
    const isVersioned = c.req.query("v") !== undefined;
    const keep = isVersioned ? `${VERSIONED_SECONDS}, immutable` : UNVERSIONED_SECONDS;
    if (c.res.ok) c.header("Cache-Control", `public, max-age=${keep}`);
  });
  app.get("/static/app.css", (c) => c.body(styles, 200, { "Content-Type": CSS }));
  app.use("/static/*", serveStatic({ root: ROOT }));
  app.get(
    "/robots.txt",
    serveStatic({ root: ROOT, rewriteRequestPath: (path) => `/static${path}` }),
  );
  app.all("/static/*", answerNotFound);
  app.use(except(isUpload, largestBody(LARGEST_BODY_BYTES)));
  app.route("/api/v1", apiRoutes());
  app.use(refuseForeignFetches());
  app.use(authenticate());
  app.route(NOTICE_END, noticeEndRoutes());
  app.use(refuseForeignForms());

  app.route("/", homeRoutes());
  app.route("/politicas", policyRoutes());
  app.route("/zona-ser", signInRoutes());
  app.route("/zona-ser/codigo", signInCodeRoutes());
  app.route("/zona-ser/llave", signInPasskeyRoutes());
  app.route("/registro", registrationRoutes());
  app.route("/registro/solicitud", registrationRequestRoutes());
  app.route("/activar", activationRoutes());
  app.route("/clave", resetRoutes());
  app.route("/invitacion", invitationRoutes());
  app.route("/cuenta/correo/confirmar", confirmEmailRoutes());

  app.use(requirePerson());
  const uploads = largestBody(LARGEST_UPLOAD_BYTES, `${TOO_HEAVY} ${NOTHING_LOST}`);
  app.post(INQUIRY_FILES.provider, requireProvider(), requirePermission("report"), uploads);
  app.post(INQUIRY_FILES.staff, requireStaff("answerInquiries"), uploads);
  app.route("/funcionario/cargas", loadUploadRoutes());
  app.use(requireOwnCode());
  app.route(ACCEPT_POLICY, acceptPolicyRoutes());
  app.route("/cuenta", accountRoutes());
  app.route("/cuenta", accountDataRoutes());
  app.route(SECOND_FACTOR, accountFactorRoutes());
  app.route(CHOOSE_PROVIDER, accountProviderRoutes());
  app.route("/cuenta/llaves", accountPasskeyRoutes());
  app.route("/cuenta/correo", accountEmailRoutes());
  app.route("/funcionario", staffRoutes());
  app.route("/calendario", calendarRoutes());

  app.use(requireProvider());
  app.route("/portal", portalRoutes());
  app.route("/pagos", voucherRoutes());
  app.route("/buscar", searchRoutes());
  app.route("/consultas", inquiryListRoutes());
  app.route("/consultas", newInquiryRoutes());
  app.route("/consultas", inquiryRoutes());
  app.use("/equipo/*", requirePermission("manageTeam"));
  app.route("/equipo", teamRoutes());
  app.route("/equipo", teamActivityRoutes());
  app.use("/cuenta/avisos", requirePermission("manageTeam"));
  app.route("/cuenta/avisos", noticeContactRoutes());
  app.route("/", exportRoutes());
  return app;
}

function largestBody(maxSize: number, message = "") {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem("tooLarge", message);
    },
  });
}

/** Addresses whose larger bodies are limited below, once it is known who sends them. */
function isUpload(c: Ctx): boolean {
  return c.req.method === "POST" && (PAYMENT_FILES.includes(c.req.path) ||
    /^\/(?:funcionario\/)?consultas\/[^/]+$/.test(c.req.path));
}
