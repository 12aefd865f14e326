import type { Hono, MiddlewareHandler } from "hono";
import { createLaterEvents } from "../../db/audit/later_events.ts";
import { createTroubles } from "../../db/system/troubles.ts";
import { describeError } from "../../lib/error_text.ts";
import { maskedCodes } from "../../lib/codes/masked_code.ts";
import { tokenSigner } from "../../lib/codes/signed_token.ts";
import type { Env, Frame, Services } from "../context.ts";
import { noteClientAddress } from "../guards/client_address.ts";
import { limitDatabaseWaits } from "../guards/database_patience.ts";
import { createSeenSessions } from "../guards/sessions/seen_sessions.ts";
import { createKeptViews } from "../kept_views.ts";
import { readyRoutes } from "./ready.ts";
import { framed } from "./frame.ts";

/** The frame, with what the portal's handlers find in their context besides. */
export function framedPortal(services: Services, frame: Frame): Hono<Env> {
  const { trustedProxies, sessionSecrets } = services.settings;
  const app = framed(frame, {
    prepare: [giveServices(services), noteClientAddress(trustedProxies)],
    forAnyHost: readyRoutes(),
  });
  app.use(limitDatabaseWaits());
  app.use(giveSigners(sessionSecrets));
  return app;
}

function giveServices(services: Services): MiddlewareHandler<Env> {
  const { auditLog, log, background, db } = services;
  const keptViews = createKeptViews();
  const seenSessions = createSeenSessions();
  const laterEvents = createLaterEvents(auditLog, {
    onWait: (event) => log("warning", "audit event waits", { happened: event }),
    signal: background.signal,
  });
  const troubles = createTroubles(db, {
    background,
    onLost: (error) => log("warning", "troubles not stored", { error: describeError(error) }),
  });
  return (c, next) => {
    c.set("services", services);
    c.set("keptViews", keptViews);
    c.set("seenSessions", seenSessions);
    c.set("laterEvents", laterEvents);
    c.set("troubles", troubles);
    return next();
  };
}

/** The signers of every kind of token and of forms, for whoever reads or makes one. */
function giveSigners(sessionSecrets: string[]): MiddlewareHandler<Env> {
  const signers = {
    session: tokenSigner(sessionSecrets, "session"),
    registration: tokenSigner(sessionSecrets, "registration"),
    secondFactor: tokenSigner(sessionSecrets, "second factor"),
    link: tokenSigner(sessionSecrets, "link"),
    keptForm: tokenSigner(sessionSecrets, "kept form"),
    enrolment: tokenSigner(sessionSecrets, "enrolment"),
    caseKey: tokenSigner(sessionSecrets, "case key"),
  };
  const formCodes = maskedCodes(sessionSecrets);
  return (c, next) => {
    c.set("signers", signers);
    c.set("formCodes", formCodes);
    return next();
  };
}
