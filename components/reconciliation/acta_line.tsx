import { formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatMoney } from "../../domain/money.ts";
import {
  type ActaLine,
  MAX_NOTE,
  POSITION_WORDS,
  POSITIONS,
} from "../../domain/reconciliation/acta.ts";
import { GROUP_WORDS } from "../../domain/reconciliation/groups.ts";
import { Badge } from "../parts/badge.tsx";
import { ChoiceField } from "../parts/choice_field.tsx";
import { Field } from "../parts/field.tsx";

/** What a reader may do with lines: say why they differ, answer them, review the answers. */
export type ActaWork = "none" | "prepare" | "answer" | "review";

/** What was typed of a line, as it was typed. */
export type TypedLine = { reason?: string; position?: string; note?: string; day?: string };

type Props = {
  line: ActaLine;
  work: ActaWork;
  typed: TypedLine | undefined;
  errors: FieldError[];
};

const CHOICES = [
  ["", "Sin responder"],
  ...POSITIONS.map((one) => [one, POSITION_WORDS[one]] as const),
] as const;

/** A difference with what each side says of it, and the fields of whoever it waits for. */
export function ActaLineItem({ line, work, typed, errors }: Props) {
  const { number, invoiceNumber, listedAmount, paidAmount, difference, group } = line;
  return (
    <li class="card acta-line">
      <p class="acta-line-head">
        <strong>{invoiceNumber}</strong> <Badge kind="warn">{GROUP_WORDS[group].name}</Badge>
      </p>
      <dl class="acta-figures">
        <Figure
          name="Según la IPS"
          value={listedAmount === null ? "–" : formatMoney(listedAmount)}
        />
        <Figure name="Pagado" value={formatMoney(paidAmount)} />
        <Figure name="Diferencia" value={formatMoney(difference)} />
      </dl>
      {work === "prepare"
        ? (
          <Field
            name={`motivo-${number}`}
            label={`Motivo de la factura ${invoiceNumber}`}
            value={typed?.reason ?? line.reason}
            errors={errors}
            maxlength={MAX_NOTE}
          />
        )
        : <p>{line.reason}</p>}
      {work === "answer"
        ? <AnswerFields line={line} typed={typed} errors={errors} />
        : <Answer line={line} />}
      {work === "review" && <Review line={line} />}
    </li>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function AnswerFields({ line, typed, errors }: Omit<Props, "work">) {
  const { number, invoiceNumber, position, note, promisedOn } = line;
  return (
    <div class="acta-answer">
      <ChoiceField
        name={`posicion-${number}`}
        label={`Respuesta a ${invoiceNumber}`}
        value={typed?.position ?? position ?? ""}
        options={CHOICES}
        errors={errors}
      />
      <Field
        name={`nota-${number}`}
        label={`Nota de ${invoiceNumber}`}
        value={typed?.note ?? note}
        errors={errors}
        maxlength={MAX_NOTE}
      />
      <Field
        name={`fecha-${number}`}
        label={`Para qué día, ${invoiceNumber}`}
        value={typed?.day ?? (promisedOn === null ? "" : formatDate(promisedOn))}
        errors={errors}
        inputmode="numeric"
        maxlength={20}
      />
    </div>
  );
}

function Answer({ line: { position, note, promisedOn, isDisputed } }: Pick<Props, "line">) {
  if (position === null) return <></>;
  return (
    <p>
      <strong>{POSITION_WORDS[position]}</strong>
      {promisedOn && `, a más tardar el ${formatDate(promisedOn)}`}
      {note && `: ${note}`} {isDisputed && <Badge kind="bad">La IPS no está de acuerdo</Badge>}
    </p>
  );
}

function Review({ line: { number, invoiceNumber, isDisputed } }: Pick<Props, "line">) {
  const name = `desacuerdo-${number}`;
  return (
    <p class="choice">
      <input type="checkbox" id={name} name={name} value="si" checked={isDisputed} />
      <label for={name}>No estamos de acuerdo con {invoiceNumber}</label>
    </p>
  );
}
