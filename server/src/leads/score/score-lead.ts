import type { ItemName, LeadAction, LeadIntent, Part } from "./rubric.ts";
import * as rubric from "./rubric.ts";

/** What is known of a person when they are scored. Times are in milliseconds since 1970. */
export interface LeadFacts {
  now: number;
  /** Since when there is such a contact. */
  since: number;
  hasName: boolean;
  /** A phone that wrote or that the channel confirmed. */
  hasPhone: boolean;
  hasEmail: boolean;
  hasCompany: boolean;
  /** Messages of theirs in the last 30 days, on how many days, and how many of them in working hours. */
  heard: number;
  heardDays: number;
  heardInHours: number;
  /** The median of how long they took to answer us, in seconds; null: they never had to. */
  replySeconds: number | null;
  /** The first and the last message of ninety days, of both sides; null: there is none. */
  talkFrom: number | null;
  talkUntil: number | null;
  /** When they wrote last, within ninety days. */
  lastHeard: number | null;
  /** The last message of all is theirs. */
  isWaiting: boolean;
  /** The last time that they showed each intent. */
  intents: readonly { intent: LeadIntent; messageId: string; at: number }[];
}

/** A line of the rubric, with the points that it gave. */
export interface ScoreItem {
  part: Part;
  item: ItemName;
  /** Rounded to a tenth. */
  points: number;
  /** The message that shows it. */
  messageId?: string;
}

export interface LeadScore {
  /** 0 to 100. */
  score: number;
  /** Each 0 to 100. */
  parts: Record<Part, number>;
  items: ScoreItem[];
  /** 0 to 100: how soon somebody should act. */
  urgency: number;
  action: LeadAction;
}

const DAY_MS = 86_400_000;

/**
 * The score of a person, 0 to 100, from its four parts, with every point that it is made of. Pure.
 * @source docs/leads.md, "How the score is made"
 */
export function scoreLead(facts: LeadFacts): LeadScore {
  const items = [...behaviour(facts), ...profile(facts), ...engagement(facts), ...intent(facts)];
  const sum = (part: Part) => items.filter((one) => one.part === part).reduce((total, { points }) => total + points, 0);
  const parts = { behaviour: 0, profile: 0, engagement: 0, intent: 0 };
  for (const part of rubric.PARTS) parts[part] = Math.min(100, tenth(sum(part)));
  const weighed = rubric.PARTS.reduce((total, part) => total + (parts[part] * rubric.PART_WEIGHTS[part]) / 100, 0);
  const score = Math.round(weighed);
  return { score, parts, items, urgency: urgencyOf(facts, parts.intent), action: actionOf(facts, score, parts) };
}

function behaviour({ replySeconds, heard, heardInHours }: LeadFacts): ScoreItem[] {
  const reply = replySeconds === null ? 0 : (rubric.REPLY_POINTS.find(([most]) => replySeconds <= most)?.[1] ?? 0);
  return [
    item("behaviour", "reply", reply),
    item("behaviour", "messages", Math.min(rubric.MESSAGES_MOST, heard * rubric.MESSAGE_POINTS)),
    item("behaviour", "hours", heard === 0 ? 0 : (heardInHours / heard) * rubric.HOURS_MOST),
  ];
}

function profile({ hasName, hasPhone, hasEmail, hasCompany }: LeadFacts): ScoreItem[] {
  const has = { name: hasName, phone: hasPhone, email: hasEmail, company: hasCompany };
  return (["name", "phone", "email", "company"] as const).map((name) => item("profile", name, has[name] ? rubric.PROFILE_POINTS[name] : 0));
}

function engagement({ now, heardDays, lastHeard, talkFrom, talkUntil }: LeadFacts): ScoreItem[] {
  const silentDays = lastHeard === null ? rubric.WINDOW_DAYS : (now - lastHeard) / DAY_MS;
  const recency = Math.max(0, Math.min(1, 1 - silentDays / rubric.WINDOW_DAYS)) * rubric.RECENCY_MOST;
  const seconds = talkFrom === null || talkUntil === null || lastHeard === null ? 0 : (talkUntil - talkFrom) / 1_000;
  return [
    item("engagement", "days", Math.min(rubric.DAYS_MOST, heardDays * rubric.DAY_POINTS)),
    item("engagement", "recency", recency),
    item("engagement", "duration", rubric.DURATION_POINTS.find(([least]) => seconds >= least)?.[1] ?? 0),
  ];
}

/** Each intent counts once, by the last time that it was shown, and less as time goes by. */
function intent({ now, intents }: LeadFacts): ScoreItem[] {
  return intents.map(({ intent: name, messageId, at }) => {
    const faded = 0.5 ** (Math.max(0, now - at) / DAY_MS / rubric.HALF_LIFE_DAYS);
    return { ...item("intent", name, rubric.INTENT_POINTS[name] * faded), messageId };
  });
}

/** Half of it is how lately they wrote (a week is long), three tenths what they want, the rest that they wait for us. */
function urgencyOf({ now, lastHeard, isWaiting }: LeadFacts, intentPart: number): number {
  const days = lastHeard === null ? 7 : (now - lastHeard) / DAY_MS;
  const fresh = Math.max(0, Math.min(1, 1 - days / 7));
  return Math.round(50 * fresh + 0.3 * intentPart + (isWaiting && fresh > 0 ? 20 : 0));
}

function actionOf(
  { now, since, lastHeard, hasName, hasPhone, hasEmail }: LeadFacts,
  score: number,
  parts: Record<Part, number>,
): LeadAction {
  const silentSince = lastHeard ?? since;
  if (now - silentSince > rubric.RE_ENGAGE_DAYS * DAY_MS) return "re_engage";
  const wants = parts.intent >= 1;
  if (score > rubric.CALL_OVER && wants) return "call_now";
  if (score > rubric.PROPOSAL_OVER && wants) return "send_proposal";
  if (!(hasName && (hasPhone || hasEmail)) || score < rubric.QUALIFY_UNDER) return "qualify";
  return "send_content";
}

const tenth = (points: number) => Math.round(points * 10) / 10;
const item = (part: Part, name: ItemName, points: number): ScoreItem => ({ part, item: name, points: tenth(points) });

/** A line whose points are others than before. */
export interface Moved {
  item: ItemName;
  from: number;
  to: number;
  messageId?: string;
}

/** Which lines of the rubric moved the score. */
export function movedItems(before: readonly ScoreItem[], after: readonly ScoreItem[]): Moved[] {
  const names = new Set([...before, ...after].map(({ item: name }) => name));
  return [...names].flatMap((name) => {
    const old = before.find((one) => one.item === name);
    const now = after.find((one) => one.item === name);
    const [from, to] = [old?.points ?? 0, now?.points ?? 0];
    if (from === to) return [];
    const messageId = now?.messageId ?? old?.messageId;
    return [{ item: name, from, to, ...(messageId === undefined ? {} : { messageId }) }];
  });
}
