import { EVENT_WORDS, TEST_EVENT, type WebhookEvent } from "./webhook.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The sum is more than the time after which a webhook that takes nothing is switched off. */
const WAITS_MS = [
  5 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
];
const JITTER = 0.1;

/** The longest wait after each failed attempt. */
export const LONGEST_WAITS_MS = WAITS_MS.map((waitMs) => Math.round(waitMs * (1 + JITTER)));

export const MAX_DELIVERY_ATTEMPTS = WAITS_MS.length + 1;

/**
 * How long to wait after so many failed attempts; undefined where the message is given up. `random`
 * (0 to 1) spreads the attempts of a program that was away, so that they do not all come at once.
 */
export function waitBeforeNextMs(attempts: number, random: number): number | undefined {
  const waitMs = WAITS_MS[attempts - 1];
  return waitMs === undefined ? undefined : Math.round(waitMs * (1 + JITTER * random));
}

/** Why a message was not taken; `answer` stands for an answer that is no 2xx. */
export type DeliveryProblem = keyof typeof PROBLEM_WORDS;

const PROBLEM_WORDS = {
  answer: "Otra respuesta",
  target: "La dirección no se permite",
  unknownName: "El nombre no existe en internet",
  notPublic: "El nombre lleva a una red privada",
  unreachable: "No se pudo conectar",
  certificate: "Su certificado no es válido",
  timeout: "No respondió en 10 segundos",
  badAnswer: "No respondió como un servidor web",
  cutShort: "El envío se interrumpió",
  secret: "El secreto ya no se puede leer: renuévelo",
  switchedOff: "Se apagó antes de salir",
  restored: "Se restauró una copia: puede haber salido ya",
};

export type DeliveredEvent = WebhookEvent | typeof TEST_EVENT;

/** What a message is about, on screen. */
export function eventWords(event: DeliveredEvent): string {
  return event === TEST_EVENT ? "Prueba" : EVENT_WORDS[event].name;
}

/** A message to a program and how it fares; instants and the duration in milliseconds. */
export type Delivery = {
  messageId: string;
  event: DeliveredEvent;
  createdAt: number;
  attempts: number;
  notBefore: number;
  isUnderWay: boolean;
  sentAt: number | null;
  givenUpAt: number | null;
  lastProblem: DeliveryProblem | null;
  triedAt: number | null;
  durationMs: number | null;
  answerStatus: number | null;
};

export type DeliveryState = "sent" | "underWay" | "waiting" | "givenUp";

export function stateOfDelivery(delivery: Delivery): DeliveryState {
  if (delivery.sentAt !== null) return "sent";
  if (delivery.givenUpAt !== null) return "givenUp";
  return delivery.isUnderWay ? "underWay" : "waiting";
}

/** What came back in the last attempt: the answer's code, or why there was none. */
export function answerWords({ answerStatus, lastProblem, triedAt }: Delivery): string {
  if (answerStatus !== null) return String(answerStatus);
  if (lastProblem !== null) return PROBLEM_WORDS[lastProblem];
  return triedAt === null ? "–" : PROBLEM_WORDS.cutShort;
}
