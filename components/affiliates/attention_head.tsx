import type { EpsIdentity } from "../../domain/eps.ts";
import type { ShownHours } from "../../domain/places/opening_words.ts";
import { PhoneLink } from "./phone_link.tsx";
import { PlaceHours } from "./place_hours.tsx";

type Props = { eps: EpsIdentity; hours: ShownHours };

/** Where help is at any hour: the line and the e-mail; and when offices are open. */
export function AttentionHead({ eps, hours }: Props) {
  return (
    <dl class="facts card">
      <div>
        <dt>Línea, las 24 horas</dt>
        <dd>
          <PhoneLink phone={eps.phone} />
        </dd>
      </div>
      {eps.email && (
        <div>
          <dt>Correo</dt>
          <dd>
            <a href={`mailto:${eps.email}`}>{eps.email}</a>
          </dd>
        </div>
      )}
      <div>
        <dt>Oficinas</dt>
        <dd>
          <PlaceHours hours={hours} />
        </dd>
      </div>
    </dl>
  );
}
