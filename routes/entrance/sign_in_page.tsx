import { SignInPage, type TypedUser } from "../../components/accounts/sign_in_page.tsx";
import type { FieldError } from "../../domain/errors.ts";
import type { Ctx } from "../context.ts";
import { ownPath } from "../guards/own_path.ts";
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
  const epsName = c.get("frame").settings.eps.name;
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
  const isForAffiliate = tipo === "afiliado" || next.startsWith("/afiliados");
  const view = { title: "Zona Ser", content, isForAffiliate, scripts: ["passkeys" as const] };
  return answerPage(c, view, status);
}
