import { isStanding } from "../../domain/payments/voucher_state.ts";
import { StateBadge } from "./badges.tsx";
import { formatDate } from "../../domain/dates.ts";
import { type Cents, formatMoney } from "../../domain/money.ts";
import { isLevel, type Step } from "../../domain/payments/explanation.ts";
import { COMPUTED_ABOUT, GLOSSARY } from "../../domain/payments/glossary.ts";
import type { LookedAt } from "../../domain/payments/voucher_filter.ts";
import { formatCount } from "../../domain/thousands.ts";
import { lineHref } from "./links.ts";

type Props = { steps: Step[]; of: LookedAt | undefined };

/** An invoice from its value to its balance: each step in words, as a bar and in figures. */
export function Waterfall({ steps, of }: Props) {
  const scale = scaleOf(steps);
  return (
    <div class="table-box">
      <table class="money-table waterfall">
        <caption class="visually-hidden">Del Valor Factura al Saldo, paso a paso</caption>
        <thead>
          <tr>
            <th scope="col">Concepto</th>
            <td></td>
            <th scope="col" class="money">Suma o resta</th>
            <th scope="col" class="money">Queda</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr class={`step-${kindOf(step)}`}>
              <th scope="row">
                <StepName step={step} of={of} />
                <span class="step-about">{aboutOf(step)}</span>
              </th>
              <td class="step-bar">
                <Bar step={step} scale={scale} />
              </td>
              <td class="money" data-label="Suma o resta">{changeText(step)}</td>
              <td class="money" data-label="Queda">{formatMoney(step.level)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StepName({ step: { concept, payments }, of }: { step: Step; of: LookedAt | undefined }) {
  const [first] = payments;
  if (concept !== "payment" || !first) return <>{GLOSSARY[concept].name}</>;
  if (payments.length > 1) return <>{formatCount(payments.length)} pagos anteriores</>;
  return (
    <>
      Pago del {formatDate(first.paidOn)},{" "}
      <a href={lineHref(first.paidOn, first.voucherNumber, first.lineNumber, of)}>
        comprobante {first.voucherNumber}
      </a>
      <StateBadge state={first.state} />
    </>
  );
}

const NOT_COUNTED = {
  standing: "",
  annulled: "Se anuló",
  returned: "El banco devolvió el dinero",
  scheduled: "Todavía no se ha pagado",
};

function aboutOf(step: Step): string {
  if (step.isComputed) return COMPUTED_ABOUT;
  const [first] = step.payments;
  if (!first || step.payments.some(isStanding)) return GLOSSARY[step.concept].about;
  return `${NOT_COUNTED[first.state]}: no cuenta.`;
}

/** What a step adds or takes, with its sign; nothing for a sum of its own. */
function changeText(step: Step): string {
  if (isLevel(step)) return "";
  return `${step.change > 0 ? "+" : ""}${formatMoney(step.change)}`;
}

type Scale = (cents: Cents) => number;

/** Where an amount lies between the lowest and the highest of all steps, zero included: 0 to 100. */
function scaleOf(steps: Step[]): Scale {
  const levels = [0, ...steps.map(({ level }) => level)];
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  return (cents) => high === low ? 0 : (cents - low) / (high - low) * 100;
}

/** Thinner bars are not seen: a withholding of a thousandth must be. */
const MIN_WIDTH = 0.6;

/** A sum from zero, or a change from what was left before it to what is left after it. */
function Bar({ step, scale }: { step: Step; scale: Scale }) {
  const zero = scale(0);
  const [from, to] = [isLevel(step) ? zero : scale(step.level - step.change), scale(step.level)];
  const width = Math.max(MIN_WIDTH, Math.abs(to - from));
  const left = Math.min(from, to, 100 - width);
  const isDrawn = from !== to;
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {isDrawn && <rect x={rounded(left)} y="0" width={rounded(width)} height="10" />}
      <line x1={rounded(zero)} x2={rounded(zero)} y1="0" y2="10" />
    </svg>
  );
}

function rounded(place: number): string {
  return String(Math.round(place * 100) / 100);
}

function kindOf(step: Step): "level" | "unexplained" | "more" | "less" {
  if (isLevel(step)) return "level";
  if (step.concept === "unexplained") return "unexplained";
  return step.change > 0 ? "more" : "less";
}
