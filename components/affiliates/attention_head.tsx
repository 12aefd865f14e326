import type { EpsIdentity } from "../../domain/eps.ts";
import { PhoneLink } from "./phone_link.tsx";

type Props = {
  eps: EpsIdentity;
  /** Whether the offices are open, in words; undefined where their hours cannot be read. */
  opening: string | undefined;
};

/** Where help is at any hour: the line, and when offices are open. */
export function AttentionHead({ eps, opening }: Props) {
  return (
    <dl class="facts card">
      <div>
        <dt>Línea, las 24 horas</dt>
        <dd>
          <PhoneLink phone={eps.phone} />
        </dd>
      </div>
      <div>
        <dt>Oficinas</dt>
        <dd>
          {opening && (
            <p>
              <strong>{opening}</strong>
            </p>
          )}
          <p>{eps.hours}</p>
        </dd>
      </div>
    </dl>
  );
}
