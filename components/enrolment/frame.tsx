import type { PropsWithChildren } from "hono/jsx";
import { type Step, STEPS } from "../../domain/enrolment/question.ts";
import { ENROLMENT } from "./links.ts";
import { Crumb } from "../parts/crumb.tsx";

type Props = PropsWithChildren<{
  /** Where the way back leads, and what it is called there. */
  back: { href: string; name: string };
  step?: Step;
  title: string;
  lead?: string | undefined;
}>;

/** Every screen of the wizard: the way back, the step of five, and what it asks as its heading. */
export function EnrolmentFrame({ back, step, title, lead, children }: Props) {
  return (
    <div class="reading enrolment">
      <Crumb href={back.href}>{back.name}</Crumb>
      {step && (
        <p class="soft">
          Paso {step} de {STEPS.length}: {STEPS[step - 1]}
        </p>
      )}
      <h1>{title}</h1>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </div>
  );
}

type OwnProps = { folio: string; secret: string };

/** Below each question: the number to call with, and how to leave a machine that others use. */
export function EnrolmentFoot({ folio, secret }: OwnProps) {
  return (
    <div class="enrolment-foot">
      <p class="soft">
        Su radicado es <strong>{folio}</strong>. Lo que ya respondió está guardado.
      </p>
      <LeaveForm secret={secret} />
    </div>
  );
}

/** Closes the request in this browser. */
export function LeaveForm({ secret }: { secret: string }) {
  return (
    <form method="post" action={`${ENROLMENT}/salir`}>
      <SecretField secret={secret} />
      <button type="submit" class="button button-second">Salir y seguir otro día</button>
    </form>
  );
}

/** The secret of the draft: its form is of use also where the cookie has ended. */
export function SecretField({ secret }: { secret: string }) {
  return <input type="hidden" name="borrador" value={secret} />;
}
