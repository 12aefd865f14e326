import { Crumb } from "../parts/crumb.tsx";

type Props = { title: string; step: number; back: { href: string; name: string } };

/** Which of the steps this is, with the way back. */
export function StepHead({ title, step, back }: Props) {
  return (
    <>
      <Crumb href={back.href}>{back.name}</Crumb>
      <p class="soft">Paso {step} de 4</p>
      <h1>{title}</h1>
    </>
  );
}

/** Where the steps of a draft are. */
export function stepHref(draftId: string, step: "tipo" | "hora" | "datos" | "llamada"): string {
  return `/afiliados/citas/nueva/${draftId}/${step}`;
}
