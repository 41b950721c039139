import { analyse, QUESTIONS, type Thresholds, type Weights } from "../qualification/analyse.ts";
import { accuracyOf, type Judged } from "./judged.ts";
import { regress } from "./regression.ts";

export interface Scale {
  weights: Weights;
  thresholds: Thresholds;
}

/** How well a scale finds the hot ones; null: it calls nobody hot, or nobody was. */
interface Found {
  precision: number | null;
  recall: number | null;
}

export interface Learned {
  after: Scale;
  /** Both on the newest three tenths, of which nothing was learned. */
  measured: { learnedFrom: number; heldOut: number; before: Found; after: Found };
}

/** Fewer say nothing: neither judged ones, nor hot and other ones in each part. */
export const LEAST_JUDGED = 60;
const LEAST_EACH = 5;
const LEARNED_SHARE = 0.7;
const MOST = 130;

/**
 * Other weights and thresholds, learned from the older seven tenths and tried on the newer ones, as if then were now. Pure.
 * @param judged the oldest first
 * @returns null: there are too few, or no answer speaks for hot
 */
export function learn(judged: readonly Judged[], before: Scale): Learned | null {
  const cut = Math.floor(judged.length * LEARNED_SHARE);
  const [older, newer] = [judged.slice(0, cut), judged.slice(cut)];
  if (judged.length < LEAST_JUDGED || [older, newer].some(isOneSided)) return null;
  const weights = weightsOf(regress(older.map((one) => ({ shares: sharesOf(one), wasHot: one.wasHot }))));
  if (weights === null) return null;
  const after = { weights, thresholds: thresholdsOf(older, weights, before.thresholds) };
  return {
    after,
    measured: { learnedFrom: older.length, heldOut: newer.length, before: measure(newer, before), after: measure(newer, after) },
  };
}

const isOneSided = (part: readonly Judged[]): boolean => {
  const hot = part.filter(({ wasHot }) => wasHot).length;
  return Math.min(hot, part.length - hot) < LEAST_EACH;
};

/** What an answer gives of a weight of hundred, as a share. */
function sharesOf(one: Judged): number[] {
  const { answers } = weigh(one, HUNDREDS, NO_THRESHOLDS);
  return answers.map(({ points }) => points / 100);
}
const HUNDREDS: Weights = { name: 100, interest: 100, urgency: 100, knowledge: 100, location: 100 };
const NO_THRESHOLDS: Thresholds = { hot: 3, warm: 2, cold: 1 };

function weigh({ answers, at }: Judged, weights: Weights, thresholds: Thresholds) {
  const said = Object.fromEntries(answers.map(({ question, text }) => [question, text]));
  // Days that people named are read as of then.
  return analyse(said, { weights, thresholds, now: at.toISOString() });
}

/** What speaks against hot weighs nothing; the others share all points. */
function weightsOf(odds: readonly number[]): Weights | null {
  const kept = odds.map((one) => Math.max(0, one));
  const sum = kept.reduce((total, one) => total + one, 0);
  if (sum === 0) return null;
  const points = kept.map((one) => Math.floor((one / sum) * MOST));
  return Object.fromEntries(QUESTIONS.map((question, index) => [question, points[index] ?? 0])) as Weights; // each question is there
}

/** Hot begins where precision and recall together (F1) are best; the others keep their share of it. */
function thresholdsOf(older: readonly Judged[], weights: Weights, before: Thresholds): Thresholds {
  const weighed = older.map((one) => ({ points: weigh(one, weights, NO_THRESHOLDS).sdrPoints, wasHot: one.wasHot }));
  const hot = weighed.reduce((sum, { wasHot }) => sum + Number(wasHot), 0);
  const f1 = (from: number) => {
    const called = weighed.filter(({ points }) => points >= from);
    return (2 * called.filter(({ wasHot }) => wasHot).length) / (called.length + hot);
  };
  let best = 3;
  for (let from = best; from <= MOST; from += 1) if (f1(from) > f1(best)) best = from;
  const warm = Math.min(best - 1, Math.max(2, Math.round((best * before.warm) / before.hot)));
  const cold = Math.min(warm - 1, Math.max(1, Math.round((best * before.cold) / before.hot)));
  return { hot: best, warm, cold };
}

function measure(judged: readonly Judged[], { weights, thresholds }: Scale): Found {
  const classed = judged.map((one) => ({ wasHot: one.wasHot, leadClass: weigh(one, weights, thresholds).leadClass }));
  const hot = accuracyOf(classed).find(({ leadClass }) => leadClass === "hot");
  return { precision: hot?.precision ?? null, recall: hot?.recall ?? null };
}

/** Whether the hot ones of a scale were hot more often, or as often and fewer are missed. */
export function isBetter({ before, after }: Learned["measured"]): boolean {
  const [was, is] = [before.precision ?? 0, after.precision ?? 0];
  return is > was || (is === was && (after.recall ?? 0) > (before.recall ?? 0));
}
