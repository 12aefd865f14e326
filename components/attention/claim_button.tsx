import { CASE_KIND_WORDS } from "../../domain/attention/case.ts";

/**
 * Opens a claim that is filled in, from the page of what it is about. What it says goes in the body
 * of a form: an address would be in the history of the browser.
 */
export function ClaimButton({ text }: { text: string }) {
  return (
    <form class="claim" method="post" action="/afiliados/atencion/pqrs/empezar">
      <input type="hidden" name="tipo" value={CASE_KIND_WORDS.claim.key} />
      <input type="hidden" name="texto" value={text} />
      <button type="submit" class="button">Reclamar</button>
    </form>
  );
}
