import { readDate, readIntents, readName, readYesNo } from "../../../../language/understand.ts";
import { fold } from "../../../../rules/fold.ts";
import type { LeadClass } from "../../inbox/index.ts";

/** What is asked. */
export const QUESTIONS = ["name", "interest", "urgency", "knowledge", "location"] as const;
type Question = (typeof QUESTIONS)[number];

export type Weights = Record<Question, number>;
/** From so many points on; under the last it is very cold. */
export interface Thresholds {
  hot: number;
  warm: number;
  cold: number;
}

export type Answers = Partial<Record<Question, string>>;

export interface Analysis {
  /** 0 to 130. */
  sdrPoints: number;
  leadClass: LeadClass;
  answers: { question: Question; text: string; points: number }[];
}

/**
 * Points of what somebody answered, without any model: each question gives a share of its weight. What was not answered gives none. Pure.
 * @param now ISO 8601 with offset, for dates that people name
 */
export function analyse(
  answers: Answers,
  { weights, thresholds, now }: { weights: Weights; thresholds: Thresholds; now: string },
): Analysis {
  const read = QUESTIONS.map((question) => {
    const text = (answers[question] ?? "").trim();
    const share = text === "" ? 0 : SHARES[question](text, now);
    return { question, text, points: Math.round(weights[question] * share) };
  });
  const sdrPoints = Math.min(
    130,
    read.reduce((sum, { points }) => sum + points, 0),
  );
  return { sdrPoints, leadClass: classOf(sdrPoints, thresholds), answers: read };
}

function classOf(points: number, { hot, warm, cold }: Thresholds): LeadClass {
  if (points >= hot) return "hot";
  if (points >= warm) return "warm";
  return points >= cold ? "cold" : "very_cold";
}

/** The share of its weight, 0 to 1, that an answer gives. */
const SHARES: Record<Question, (text: string, now: string) => number> = {
  name: (text) => (readName(text) === null ? 0.5 : 1),
  interest: interestShare,
  urgency: urgencyShare,
  knowledge: (text) => (says(text, false) ? 0.25 : says(text, true) ? 1 : 0.7),
  location: (text) => (says(text, false) ? 0 : 1),
};

const says = (text: string, answer: boolean) => readYesNo(text)?.value === answer;

function interestShare(text: string): number {
  const intents = readIntents(text).map(({ value }) => value);
  if (intents.includes("buy") || intents.includes("schedule")) return 1;
  if (intents.includes("price") || intents.includes("discount")) return 0.8;
  return says(text, false) || DENIES.test(fold(text)) ? 0 : 0.7;
}

const DENIES = /\b(nao (quero|tenho|preciso)|nenhum|nada|not interested|no me interesa)\b/;
const AT_ONCE = /\b(urgente|urgencia|hoje|agora|ja|logo|imediato|quanto antes|asap|today|now|right away|hoy|ahora|ya|cuanto antes)\b/;
const NO_HURRY = /\b(sem pressa|nao tenho pressa|so (olhando|pesquisando)|ano que vem|no hurry|just looking|sin prisa|no tengo prisa)\b/;
const DAY_MS = 86_400_000;

function urgencyShare(text: string, now: string): number {
  const plain = fold(text);
  if (NO_HURRY.test(plain)) return 0.1;
  if (AT_ONCE.test(plain)) return 1;
  const day = readDate(text, now)?.value.slice(0, 10);
  if (day === undefined) return says(text, false) ? 0.1 : 0.4;
  const days = (Date.parse(`${day}T12:00:00Z`) - Date.parse(now)) / DAY_MS;
  return days <= 7 ? 1 : days <= 30 ? 0.7 : 0.3;
}
