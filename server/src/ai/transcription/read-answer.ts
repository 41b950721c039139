import type { TranscriptPiece } from "../../inbox/index.ts";

/** What a provider understood. Null pieces: nothing was said. */
export interface Understood {
  pieces: TranscriptPiece[];
  /** 0 to 1; null where the provider gives nothing to judge by. */
  confidence: number | null;
  language: string | null;
  /** Of the sound, where the provider says. */
  seconds: number | null;
}

interface Segment {
  text: string;
  start: number;
  end: number;
  avg_logprob?: number;
  no_speech_prob?: number;
  compression_ratio?: number;
}

/** What models write where nobody speaks: they learnt it from films. Only believed of sounds that are longer. */
const HEARD_IN_SILENCE =
  /^(legendas? pela comunidade|obrigad[oa] por assistir|e aí|tchau|thank you for watching|gracias por ver|you)[\s\S]{0,40}$/iu;
const SHORT_SECONDS = 3;
const LANGUAGES: Record<string, string> = { portuguese: "pt", english: "en", spanish: "es", french: "fr", italian: "it", german: "de" };

/**
 * Reads the answer of an OpenAI-compatible server: `verbose_json` with segments, or `json` with or without log-probabilities.
 * A segment's share is `exp(avg_logprob) * (1 - no_speech_prob)`, the whole is weighed by length.
 * @returns null when it is no such answer
 */
export function readOpenAiAnswer(body: unknown): Understood | null {
  if (typeof body !== "object" || body === null || !("text" in body) || typeof body.text !== "string") return null;
  const { text, language, duration, segments, logprobs } = body as {
    text: string;
    language?: unknown;
    duration?: unknown;
    segments?: unknown;
    logprobs?: unknown;
  };
  const seconds = typeof duration === "number" && Number.isFinite(duration) ? duration : null;
  const base = { language: typeof language === "string" ? (LANGUAGES[language] ?? language.slice(0, 10)) : null, seconds };
  const spoken = Array.isArray(segments) ? segments.filter(isSegment) : [];
  if (spoken.length > 0) return judged({ ...base, ...weigh(spoken.filter(isSpeech)) }, spoken);
  const whole = text.trim();
  const piece = { text: whole, confidence: meanOf(logprobs) };
  return judged({ ...base, pieces: whole === "" ? [] : [piece], confidence: piece.confidence }, []);
}

/** Reads the answer of Azure's short audio, where the best guess says how sure it is. @returns null when it is no such answer */
export function readAzureAnswer(body: unknown): Understood | null {
  if (typeof body !== "object" || body === null || !("RecognitionStatus" in body)) return null;
  const { RecognitionStatus, NBest, Duration } = body as {
    RecognitionStatus: unknown;
    NBest?: { Confidence?: number; Display?: string }[];
    Duration?: number;
  };
  const seconds = typeof Duration === "number" ? Duration / 10_000_000 : null;
  if (RecognitionStatus !== "Success")
    return RecognitionStatus === "Error" ? null : { pieces: [], confidence: null, language: null, seconds };
  const best = NBest?.[0];
  const text = best?.Display?.trim() ?? "";
  const confidence = typeof best?.Confidence === "number" ? best.Confidence : null;
  return judged({ pieces: text === "" ? [] : [{ text, confidence }], confidence, language: null, seconds }, []);
}

function isSegment(one: unknown): one is Segment {
  return typeof one === "object" && one !== null && "text" in one && typeof one.text === "string" && "start" in one && "end" in one;
}

const isSpeech = ({ text, no_speech_prob = 0, avg_logprob = 0 }: Segment): boolean =>
  text.trim() !== "" && no_speech_prob <= 0.8 && !(no_speech_prob > 0.6 && avg_logprob < -1);

function weigh(segments: Segment[]): Pick<Understood, "pieces" | "confidence"> {
  let sum = 0;
  let length = 0;
  const pieces = segments.map(({ text, start, end, avg_logprob, no_speech_prob = 0 }) => {
    const confidence = avg_logprob === undefined ? null : Math.exp(avg_logprob) * (1 - no_speech_prob);
    const lasts = Math.max(0.1, Number(end) - Number(start));
    if (confidence !== null) {
      sum += confidence * lasts;
      length += lasts;
    }
    return { text: text.trim(), confidence };
  });
  return { pieces, confidence: length === 0 ? null : sum / length };
}

/** Models that lost the thread repeat themselves; of silence they make up what films end with. */
function judged(found: Understood, segments: Segment[]): Understood {
  const text = found.pieces.map((piece) => piece.text).join(" ");
  if (found.seconds !== null && found.seconds < SHORT_SECONDS && HEARD_IN_SILENCE.test(text))
    return { ...found, pieces: [], confidence: null };
  const isRepeating = segments.some(({ compression_ratio = 0 }) => compression_ratio > 2.4) || repeatsItself(text);
  return isRepeating ? { ...found, confidence: Math.min(found.confidence ?? 0.3, 0.3) } : found;
}

/** The same three words, or more of them, three times one after the other. */
const repeatsItself = (text: string): boolean =>
  /(?:^|\s)((?:\S+\s+){2,7}\S+)(?:\s+\1){2,}(?:\s|$)/iu.test(text.slice(0, 5_000).replace(/[.,!?;]/g, ""));

function meanOf(logprobs: unknown): number | null {
  if (!Array.isArray(logprobs)) return null;
  const values = logprobs.flatMap((one: unknown) =>
    typeof one === "object" && one !== null && "logprob" in one && typeof one.logprob === "number" ? [one.logprob] : [],
  );
  return values.length === 0 ? null : Math.exp(values.reduce((sum, value) => sum + value, 0) / values.length);
}
