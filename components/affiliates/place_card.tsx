import type { ListedPlace } from "../../domain/affiliates/directory.ts";
import type { ShownHours } from "../../domain/places/opening_words.ts";
import { Icon } from "../parts/icon.tsx";
import { PhoneLink } from "./phone_link.tsx";
import { PlaceHours } from "./place_hours.tsx";

export type ShownPlace = ListedPlace & { shown: ShownHours };

/** Where a place is, when it is open, and how to call and get there. */
export function PlaceCard({ place }: { place: ShownPlace }) {
  const { name, address, shown, deliversHome } = place;
  return (
    <section class="card place">
      <h3>{name}</h3>
      <p>{address}</p>
      <PlaceHours hours={shown} />
      {deliversHome !== null && (
        <p>{deliversHome ? "Lleva medicamentos a domicilio" : "No lleva a domicilio"}</p>
      )}
      <PlaceLinks place={place} />
    </section>
  );
}

function PlaceLinks({ place }: { place: ShownPlace }) {
  const { name, phone } = place;
  const href = mapHref(place);
  if (!phone && !href) return <></>;
  return (
    <ul class="link-list">
      {phone && (
        <li>
          <PhoneLink phone={phone}>
            Llamar al {phone} <Icon name="next" />
          </PhoneLink>
        </li>
      )}
      {href && (
        <li>
          <a href={href}>
            Ver {name} en el mapa de su teléfono <Icon name="next" />
          </a>
        </li>
      )}
    </ul>
  );
}

/** For the map of a telephone (RFC 5870); `q` makes Android's mark the place. */
function mapHref({ name, latitude, longitude }: ShownPlace): string | undefined {
  if (latitude === null || longitude === null) return undefined;
  const at = `${latitude},${longitude}`;
  return `geo:${at}?q=${at}(${encodeURIComponent(name)})`;
}
