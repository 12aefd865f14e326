type Props = { title: string; message: string; requestId: string };

/** What happened and what to do next, in words; the code is for whom one calls. */
export function ProblemPage({ title, message, requestId }: Props) {
  return (
    <section class="problem">
      <div class="weave-small"></div>
      <h1>{title}</h1>
      <p>{message}</p>
      <p>
        <a class="button" href="/">Ir al inicio</a>
      </p>
      <p class="soft small">
        Si nos llama, diga este código: <span class="mono">{requestId}</span>
      </p>
    </section>
  );
}
