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
};

/** Answers with a page, or with the content alone where a part of it is asked for. */
export async function answerPage(
  c: Ctx,
  { content: inner, isForAffiliate, ...view }: View,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  c.header("Vary", `${PART_HEADERS}, Accept-Encoding`);
  const resumed = resumedForm(c);
  const content = resumed ? <FormKept hadFiles={resumed.hadFiles}>{inner}</FormKept> : inner;
  const { settings: { eps }, assets } = c.get("frame");
  const title = `${view.title} · ${eps.name}`;
  if (isFragment(c)) {
    return c.html(`${await html`<title>${title}</title>${content}`}`, status);
  }
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
