import type { FieldError } from "../../domain/errors.ts";
import { POLICY_VERSION } from "../../domain/accounts/policy.ts";
import type { Eps } from "../../domain/eps.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { PolicyConsent } from "./policy_consent.tsx";
import { PolicyText } from "./policy_text.tsx";

/** The site's policies on a page of their own. */
export function PoliciesPage({ eps }: { eps: Eps }) {
  return (
    <article class="reading prose">
      <h1>Políticas del sitio</h1>
      <p class="soft">Versión {POLICY_VERSION}</p>
      <PolicyText eps={eps} />
    </article>
  );
}

type AcceptProps = { eps: Eps; errors: FieldError[]; csrfToken: string };

/** Accepting the policies again, because they have changed since. */
export function AcceptPoliciesPage({ eps, errors, csrfToken }: AcceptProps) {
  return (
    <div class="reading">
      <h1>Las políticas del sitio cambiaron</h1>
      <ErrorSummary errors={errors} purpose="seguir" />
      <p class="lead">Léalas y acéptelas para seguir. Es la versión {POLICY_VERSION}.</p>
      <form class="card stack narrow" method="post" action="/politicas/aceptar" novalidate>
        <CsrfField token={csrfToken} />
        <PolicyConsent accepted={false} errors={errors} eps={eps} />
        <button type="submit" class="button">Aceptar</button>
      </form>
    </div>
  );
}
