import { requestCode } from "../domain/system/trouble.ts";
import type { Home } from "./modules/modules.ts";

type Props = { title: string; message: string; home: Home; requestId: string };

/**
 * What happened and what to do next, in words, and the way back. The number is for the support
 * line: it is the start of the request's id, which the log has.
 */
export function ProblemPage({ title, message, home, requestId }: Props) {
  return (
    <section class="problem">
      <div class="weave-small"></div>
      <h1>{title}</h1>
      <p>{message}</p>
      <p>
        <a class="button" href={home.href}>Ir a {home.name}</a>
      </p>
      <p class="soft small">
        Si nos llama, diga este número: <span class="mono">{requestCode(requestId)}</span>
      </p>
    </section>
  );
}
