import type { ListedToken } from "../../domain/programs/listed_token.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Notice } from "../parts/notice.tsx";
import { NewTokenForm, type NewTokenProps } from "./new_token_form.tsx";
import { SecretNotice } from "./secret_notice.tsx";
import { TokenItem } from "./token_item.tsx";

export type TokensProps = NewTokenProps & {
  tokens: ListedToken[];
  /** The text of the token that was just made; it is shown only this once. */
  made: string | undefined;
  /** Where programs ask, for the example. */
  baseUrl: string;
  notice: string | undefined;
};

/** What a page of tokens is made of: the one just made, the list, and the form for another. */
export function Tokens(props: TokensProps) {
  const { address, tokens, today, errors, made, baseUrl, notice, csrfToken } = props;
  return (
    <>
      <ErrorSummary errors={errors} purpose="crear el token" />
      {notice && (
        <Notice kind="ok">
          <p>{notice}</p>
        </Notice>
      )}
      {made && (
        <SecretNotice name="token" secret={made}>
          <p>Guárdelo donde su programa guarda sus claves. Así se prueba que sirve:</p>
          <pre class="example" tabindex={0}><code>{exampleOf(baseUrl)}</code></pre>
        </SecretNotice>
      )}
      {tokens.length > 0 && (
        <ul class="card session-list">
          {tokens.map((token) => <TokenItem {...{ token, today, address, csrfToken }} />)}
        </ul>
      )}
      <NewTokenForm {...props} />
    </>
  );
}

function exampleOf(baseUrl: string): string {
  return `TOKEN="péguelo aquí"\ncurl -H "Authorization: Bearer $TOKEN" "${baseUrl}/api/v1/me"`;
}
