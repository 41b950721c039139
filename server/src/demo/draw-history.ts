import { newId } from "../platform/index.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = 183;
/** Manaus is four hours behind the whole year. */
const ZONE = 4 * HOUR;
/** Sessions of a day, from Sunday to Saturday. */
const BY_WEEKDAY = [3, 27, 31, 26, 25, 23, 10];
/** How much of a day begins in each hour, from seven in the morning. */
const BY_HOUR = [1, 3, 6, 9, 8, 4, 3, 6, 9, 7, 5, 3, 1];
const FIRST_HOUR = 7;
const HOURS = BY_HOUR.flatMap((weight, hour) => Array.from({ length: weight }, () => FIRST_HOUR + hour));
/** Days before today between which it was so hot that twice as many wrote. */
const HEAT_WAVE = { from: 62, until: 56 };
const WHO = ["member", "ai", "member", "flow", "member", "ai", "member", "member"] as const;
const SCORES = [5, 5, 4, 5, 5, 5, 3, 5, 4, 5, 2, 5, 5, 4, 1, 5];
const TALKS = [
  { asked: "Vocês atendem no meu bairro?", said: "Atendemos, sim. Posso marcar para amanhã cedo?" },
  { asked: "O split parou de gelar de novo.", said: "Vou pedir ao técnico que veja ainda hoje." },
  { asked: "Qual o prazo da visita?", said: "Até dois dias úteis, e avisamos na véspera." },
  { asked: "Consigo remarcar para sexta?", said: "Remarcado para sexta, às 9h." },
  { asked: "Preciso da nota do serviço.", said: "A nota foi para o seu e-mail." },
  { asked: "Quanto custa a limpeza de dois aparelhos?", said: "Os dois saem por R$ 320, com garantia de 90 dias." },
  { asked: "Está pingando água dentro de casa.", said: "Desligue o aparelho, por favor; o técnico chega em duas horas." },
] as const;

/** One session of the past, drawn; times in ISO. */
interface PastSession {
  id: string;
  /** Which of the people. */
  person: number;
  openedAt: string;
  /** Null when nobody answered. */
  repliedAt: string | null;
  closedAt: string;
  by: (typeof WHO)[number];
  /** Which member had it. */
  member: number;
  /** From 1 to 5; null when it was not rated. */
  score: number | null;
  asked: string;
  said: string;
  /** Whether the channel refused the answer. */
  isRefused: boolean;
  /** Of a voice message; 0 when there was none. */
  voiceSeconds: number;
}

/**
 * Half a year that ends yesterday: a shape by weekday and by hour, growth, one week of heat. The same for the same day, so that two demonstrations
 * show the same charts.
 * @param people how many there are; each is drawn about as often as the others
 */
export function drawHistory(now: Date, people: number): PastSession[] {
  const midnight = Math.floor((now.getTime() - ZONE) / DAY) * DAY + ZONE;
  const sessions: PastSession[] = [];
  for (let day = DAYS; day >= 1; day -= 1) {
    const begin = midnight - day * DAY;
    const isHot = day <= HEAT_WAVE.from && day > HEAT_WAVE.until;
    const weekday = new Date(begin - ZONE).getUTCDay();
    const growth = 0.7 + (0.5 * (DAYS - day)) / DAYS;
    const count = Math.round(at(BY_WEEKDAY, weekday) * growth * (isHot ? 1.9 : 1) * (0.9 + noise(day) * 0.2));
    for (let nth = 0; nth < count; nth += 1) sessions.push(drawSession(sessions.length, begin, people, isHot));
  }
  return sessions;
}

function drawSession(n: number, begin: number, people: number, isHot: boolean): PastSession {
  const by = at(WHO, n + Math.floor(n / WHO.length));
  const openedAt = begin + at(HOURS, noise(n) * HOURS.length) * HOUR + noise(n + 0.3) * HOUR;
  // Most are answered within minutes; a few wait long, and longer while it is hot.
  const waited =
    by === "member" ? 35 * SECOND + noise(n + 0.5) ** 4 * (isHot ? 45 : 24) * MINUTE : 2 * SECOND + noise(n + 0.5) * 2 * SECOND;
  const served = by === "member" ? 6 * MINUTE + noise(n + 0.7) ** 3 * 4 * HOUR : MINUTE + noise(n + 0.7) * 9 * MINUTE;
  const time = (ms: number) => new Date(Math.round(ms)).toISOString();
  return {
    id: newId(),
    person: (n * 37 + Math.floor(n / people)) % people,
    openedAt: time(openedAt),
    repliedAt: n % 41 === 0 ? null : time(openedAt + waited),
    closedAt: time(openedAt + waited + served),
    by,
    member: n + (n % 3),
    score: n % 4 === 0 ? at(SCORES, noise(n + 0.2) * SCORES.length) : null,
    ...at(TALKS, noise(n + 0.9) * TALKS.length),
    isRefused: n % 67 === 0,
    voiceSeconds: n % 13 === 0 ? 6 + Math.floor(noise(n + 0.1) * 70) : 0,
  };
}

/** From 0 to below 1, the same for the same number. */
function noise(n: number): number {
  const value = Math.sin(n * 12.9898 + 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

/** Around and around. */
export const at = <T>(list: readonly T[], index: number): T => list[Math.floor(index) % list.length] as T; // never empty
