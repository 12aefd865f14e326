import type { Hono } from "hono";
import type { Env } from "../context.ts";
import { CHOOSE_PROVIDER, SECOND_FACTOR } from "../guards/authorize.ts";
import { accountRoutes } from "./account.tsx";
import { activationRoutes } from "./activation.tsx";
import { accountDataRoutes } from "./data.tsx";
import { accountEmailRoutes, confirmEmailRoutes } from "./email.tsx";
import { accountFactorRoutes } from "./factor.tsx";
import { accountPasskeyRoutes } from "./passkeys.tsx";
import { accountProviderRoutes } from "./providers.tsx";
import { registrationRoutes } from "./registration.tsx";
import { resetRoutes } from "./reset.tsx";
import { signInRoutes } from "./sign_in.tsx";
import { signInCodeRoutes } from "./sign_in_code.tsx";
import { signInPasskeyRoutes } from "./sign_in_passkey.ts";

/** How anybody comes in: signing in, registering, and the links of mails. */
export function mountEntrance(app: Hono<Env>): void {
  app.route("/zona-ser", signInRoutes());
  app.route("/zona-ser/codigo", signInCodeRoutes());
  app.route("/zona-ser/llave", signInPasskeyRoutes());
  app.route("/registro", registrationRoutes());
  app.route("/activar", activationRoutes());
  app.route("/clave", resetRoutes());
  app.route("/cuenta/correo/confirmar", confirmEmailRoutes());
}

/** One's own account, for whoever has signed in. */
export function mountAccount(app: Hono<Env>): void {
  app.route("/cuenta", accountRoutes());
  app.route("/cuenta", accountDataRoutes());
  app.route(SECOND_FACTOR, accountFactorRoutes());
  app.route(CHOOSE_PROVIDER, accountProviderRoutes());
  app.route("/cuenta/llaves", accountPasskeyRoutes());
  app.route("/cuenta/correo", accountEmailRoutes());
}
