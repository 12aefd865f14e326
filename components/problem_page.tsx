import { requestCode } from "../domain/system/trouble.ts";
import type { Way } from "../domain/errors.ts";

type Props = { title: string; message: string; ways: Way[]; requestId: string };

/**
 * What happened and what to do next, in words, and the ways on, the likely one first. The number is
 * for the support line: it is the start of the request's id, which the log has.
 */
export function ProblemPage({ title, message, ways, requestId }: Props) {
  return (
    <section class="problem">
      <div class="weave-small"></div>
      <h1>{title}</h1>
      <p>{message}</p>
      <p class="actions">
        {ways.map(({ href, words }, index) => (
          <a class={index === 0 ? "button" : "button button-second"} href={href}>{words}</a>
        ))}
      </p>
      <p class="soft small">
        Si nos llama, diga este número: <span class="mono">{requestCode(requestId)}</span>
      </p>
    </section>
  );
}
