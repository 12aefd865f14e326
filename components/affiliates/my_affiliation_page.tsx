import type { Family } from "../../domain/affiliates/family.ts";
import type { MyAffiliation } from "../../domain/affiliates/mine.ts";
import { formatInstant } from "../../domain/dates.ts";
import { Icon } from "../parts/icon.tsx";
import { ContactOnFile, OnFile } from "./on_file.tsx";
import { PhoneLink } from "./phone_link.tsx";

type Props = { mine: MyAffiliation; phone: string };

/** Mi afiliación: what the EPS has on file of a person, her family, and who saw it. */
export function MyAffiliationPage({ mine, phone }: Props) {
  const { record, acceptedAt } = mine;
  return (
    <div class="reading">
      <h1>Mi afiliación</h1>
      <p class="lead">{record.name}</p>
      <OnFile record={record} />
      <section class="block" aria-labelledby="contacto">
        <h2 id="contacto">Cómo le encontramos</h2>
        <ContactOnFile record={record} />
        <p class="actions">
          <a class="button button-second" href="/afiliados/mi-afiliacion/contacto">
            Pedir un cambio
          </a>
        </p>
        <p>
          ¿Lo demás no está bien? Llame a la línea <PhoneLink phone={phone} />, a cualquier hora.
        </p>
      </section>
      <FamilyNames {...mine.family} />
      <section class="block" aria-labelledby="datos">
        <h2 id="datos">Sus datos</h2>
        <p class="actions">
          <a class="button button-second" href="/afiliados/mi-afiliacion/quien-vio">
            <Icon name="shield" /> Quién vio mis datos
          </a>
        </p>
        <p>
          {acceptedAt !== null && `Aceptó las políticas el ${formatInstant(acceptedAt)}. `}
          <a href="/politicas">Leer las políticas</a>
        </p>
      </section>
    </div>
  );
}

function FamilyNames({ members, head }: Family) {
  if (members.length === 0 && head === null) return <></>;
  return (
    <section class="block" aria-labelledby="familia">
      <h2 id="familia">Su grupo familiar</h2>
      {head && (
        <p>
          La cabeza de su grupo es <strong>{head.name}</strong>.
        </p>
      )}
      {members.length > 0 && (
        <ul class="card session-list">
          {members.map(({ name, kinship }) => (
            <li>
              <div>
                <strong>{name}</strong>
                {kinship && <p class="soft small">{kinship}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
      <p class="actions">
        <a class="button button-second" href="/afiliados/familia">
          <Icon name="people" /> Quién actúa por quién
        </a>
      </p>
    </section>
  );
}
