import { csrfTokenOf } from "./guards/csrf.ts";
import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { FormKept } from "../components/accounts/form_kept.tsx";
import { Layout, type LayoutProps } from "../components/layout.tsx";
import type { Identity } from "../components/accounts/identity.tsx";
import { helpOn } from "../domain/help/places.ts";
import { actedForBy, type Ctx, resumedForm } from "./context.ts";
import { isFragment, PART_HEADERS } from "./htmx.ts";
import { isSheetOf } from "./styles.ts";

/** What a page shows: its title, its place in the modules and the content of `main`. */
export type View = Pick<LayoutProps, "title" | "module" | "variant" | "scripts"> & {
  content: Child;
  /** Whether it is for an affiliate, where nobody has signed in yet. */
  isForAffiliate?: boolean;
  /** False where a form that is drawn again says itself that nothing of it could be kept. */
  isFormKept?: boolean;
};

const VARY = `${PART_HEADERS}, Accept-Encoding`;

/** Answers with a page, or with the content alone where a part of it is asked for. */
export async function answerPage(
  c: Ctx,
  { content: inner, isForAffiliate, isFormKept = true, ...view }: View,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const resumed = resumedForm(c);
  const content = resumed && isFormKept
    ? <FormKept hadFiles={resumed.hadFiles}>{inner}</FormKept>
    : inner;
  if (isFragment(c)) return answerPart(c, await writePart(c, { ...view, content }), status);
  c.header("Vary", VARY);
  const { settings: { eps }, assets } = c.get("frame");
  const identity = identityOf(c);
  const document = (
    <Layout
      {...view}
      help={helpOn(c.req.path, isForAffiliate ?? identity?.kind === "affiliate")}
      eps={eps}
      assets={assets}
      sheets={sheetsOf(c)}
      nonce={nonceOf(c)}
      identity={identity}
      csrfToken={csrfTokenOf(c)}
      asOfMs={c.get("asOfMs")}
    >
      {content}
    </Layout>
  );
  return c.html(`${await html`<!DOCTYPE html>${document}`}`, status);
}

/** Where the style sheets are that the page names, in their order. */
function sheetsOf(c: Ctx): string[] {
  return c.get("frame").assets.sheets.filter((sheet) => isSheetOf(sheet, c.req.path))
    .map(({ href }) => href);
}

/** A part of a page, with the title of the page that it makes. */
export async function writePart(c: Ctx, { title, content }: View): Promise<string> {
  const whole = `${title} · ${c.get("frame").settings.eps.name}`;
  return `${await html`<title>${whole}</title>${content}`}`;
}

/** Answers with a part as `writePart` wrote it. */
export function answerPart(c: Ctx, part: string, status: ContentfulStatusCode = 200): Response {
  c.header("Vary", VARY);
  return c.html(part, status);
}

/** Who is signed in, for the page's header. */
export function identityOf(c: Ctx): Identity | undefined {
  const session = c.get("session");
  if (!session) return undefined;
  const { user, membership, affiliate } = session;
  if (user.kind === "staff") return { kind: "staff", name: user.name, role: user.staffRole };
  if (affiliate) {
    return { kind: "affiliate", name: affiliate.name, actedName: actedForBy(c)?.name };
  }
  const { providerCount } = user;
  const { provider, role } = membership ?? {};
  return { kind: "provider", provider, role, name: user.name, providerCount };
}

/** The code that elements with hx-* attributes must carry (hx-csp). */
export function nonceOf(c: Ctx): string {
  return c.get("nonce") ?? "";
}
