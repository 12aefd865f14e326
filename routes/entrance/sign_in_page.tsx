import { SignInPage, type TypedUser } from "../../components/accounts/sign_in_page.tsx";
import type { FieldError } from "../../domain/errors.ts";
import type { Ctx } from "../context.ts";
import { answerPage } from "../representation.tsx";

type Answer = Partial<TypedUser> & {
  next: string;
  errors?: FieldError[];
  notice?: string;
  problem?: string;
  status?: 429;
};

/** Draws the page, alone or again with what was typed and what is wrong with it. */
export function answerSignIn(c: Ctx, { next, errors = [], ...more }: Answer) {
  const { tipo = "prestador", tipoDocumento = "CC", usuario = "", notice, problem } = more;
  const epsName = c.get("services").settings.eps.name;
  const content = (
    <SignInPage
      typed={{ tipo, tipoDocumento, usuario }}
      next={ownPath(next) ?? ""}
      errors={errors}
      notice={notice}
      problem={problem}
      epsName={epsName}
    />
  );
  const status = more.status ?? (errors.length > 0 ? 422 : 200);
  return answerPage(c, { title: "Zona Ser", content, scripts: ["passkeys"] }, status);
}

/**
 * A path of this portal, or undefined: no other host, no scheme, no tricks with slashes, and only
 * what a header may hold. A download is no page to come back to.
 */
export function ownPath(next: string): string | undefined {
  const isPath = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next);
  return isPath && !/^\/(zona-ser|export)/.test(next) ? next : undefined;
}
