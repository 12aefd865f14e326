import { dateInBogota, formatDate, formatInstant } from "../../domain/dates.ts";
import { claimText } from "../../domain/medicines/claim.ts";
import type { Deadline } from "../../domain/medicines/deadline.ts";
import { MEDICINE_HOURS } from "../../domain/law.ts";
import type { PendingMedicine } from "../../domain/medicines/pending.ts";
import { type MedicineRequest, REQUEST_STATE_WORDS } from "../../domain/medicines/request.ts";
import { PhoneLink } from "../affiliates/phone_link.tsx";
import { ClaimButton } from "../attention/claim_button.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { Fact } from "../parts/fact.tsx";
import { Notice } from "../parts/notice.tsx";
import { Icon } from "../parts/icon.tsx";
import { DeadlineNote } from "./deadline_note.tsx";
import { deliveryHref, FORMULA_REQUEST, requestHref } from "./links.ts";
import { RequestStateBadge } from "./state_badge.tsx";

export type OwedMedicine = PendingMedicine & { deadline: Deadline };

type Props = {
  pending: OwedMedicine[];
  requests: MedicineRequest[];
  phone: string;
  /** Why this person asks for nothing; undefined where she may. */
  noCare: string | undefined;
};

/** What pharmacies owe a person, how much of the promised hours is left, and what she asked for. */
export function MedicinesPage({ pending, requests, phone, noCare }: Props) {
  return (
    <div class="reading">
      <h1>Medicamentos</h1>
      <p class="lead">
        Lo que la farmacia no le entregó completo. Desde que queda pendiente tienen {MEDICINE_HOURS}
        {" "}
        horas para entregárselo, también en su casa.
      </p>
      {noCare === undefined
        ? (
          <p>
            <a class="button" href={FORMULA_REQUEST}>Solicitar medicamentos</a>
          </p>
        )
        : <Notice kind="warn">{noCare}</Notice>}
      <section class="block" aria-labelledby="pendientes">
        <h2 id="pendientes">Pendientes por entregarle</h2>
        {pending.length === 0
          ? <EmptyState>No tiene medicamentos pendientes.</EmptyState>
          : (
            <ul class="owed">
              {pending.map((one) => (
                <Owed medicine={one} phone={phone} mayAsk={noCare === undefined} />
              ))}
            </ul>
          )}
      </section>
      {requests.length > 0 && (
        <section class="block" aria-labelledby="solicitudes">
          <h2 id="solicitudes">Sus últimas solicitudes</h2>
          <ul class="card link-list asked-list">
            {requests.map((one) => <Asked request={one} />)}
          </ul>
        </section>
      )}
    </div>
  );
}

type OwedProps = { medicine: OwedMedicine; phone: string; mayAsk: boolean };

function Owed({ medicine: one, phone, mayAsk }: OwedProps) {
  const id = `pendiente-${one.handle}`;
  return (
    <li class="card">
      <article aria-labelledby={id}>
        <h3 id={id}>{one.medicine}</h3>
        {one.presentation && <p class="soft">{one.presentation}</p>}
        <DeadlineNote deadline={one.deadline} />
        {one.deadline.state === "overdue" && <ClaimButton text={claimText(one)} />}
        <Quantities medicine={one} />
        <dl class="facts">
          <Fact name="Fórmula">{`${one.formulaNumber}, del ${formatDate(one.formulaOn)}`}</Fact>
          <Fact name="Pendiente desde">{formatInstant(one.pendingSince)}</Fact>
        </dl>
        <Point medicine={one} phone={phone} />
        <Actions medicine={one} mayAsk={mayAsk} />
      </article>
    </li>
  );
}

function Quantities({ medicine }: { medicine: PendingMedicine }) {
  const { orderedQuantity: ordered, deliveredQuantity: delivered } = medicine;
  return (
    <dl class="quantities">
      <Fact name="Le ordenaron">{String(ordered)}</Fact>
      <Fact name="Le entregaron">{String(delivered)}</Fact>
      <Fact name="Le deben">{String(ordered - delivered)}</Fact>
    </dl>
  );
}

function Point({ medicine: { point }, phone }: { medicine: PendingMedicine; phone: string }) {
  if (!point) {
    return (
      <p>
        Para saber dónde se lo deben, llame a la línea <PhoneLink phone={phone} />.
      </p>
    );
  }
  const { name, address, municipality } = point;
  return (
    <p>
      Se lo debe <strong>{name}</strong>, {[address, municipality].filter(Boolean).join(", ")}.
      {point.phone && (
        <>
          {" "}Teléfono <PhoneLink phone={point.phone} />.
        </>
      )}
    </p>
  );
}

function Actions({ medicine, mayAsk }: Pick<OwedProps, "medicine" | "mayAsk">) {
  const { handle, request, deadline } = medicine;
  if (request) {
    const { folio, state, scheduledOn } = request;
    return (
      <p class="asked">
        Ya lo pidió: solicitud <a href={requestHref(folio)}>{folio}</a>. {scheduledOn
          ? <strong>Se entrega el {formatDate(scheduledOn)}.</strong>
          : REQUEST_STATE_WORDS[state].meaning}
      </p>
    );
  }
  if (!mayAsk) return <></>;
  return (
    <p class="actions">
      <a
        class={deadline.state === "overdue" ? "button button-second" : "button"}
        href={deliveryHref(handle, "home")}
      >
        Pedir a domicilio
      </a>
      <a class="button button-second" href={deliveryHref(handle, "point")}>Recoger en otro punto</a>
    </p>
  );
}

function Asked({ request: { folio, asked, state, createdAt } }: { request: MedicineRequest }) {
  return (
    <li>
      <a href={requestHref(folio)}>
        <span>
          {asked}
          <span class="soft under">{folio}, del {formatDate(dateInBogota(createdAt))}</span>
        </span>
        <RequestStateBadge state={state} />
        <Icon name="next" />
      </a>
    </li>
  );
}
