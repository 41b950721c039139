import type { Tx } from "../../platform/index.ts";
import { answerQuestion, excerpt } from "../knowledge/answer-question.ts";
import type { Asked, FoundPassage } from "../knowledge/find-passages.ts";
import { tellsSomething } from "../knowledge/plain-words.ts";
import { say } from "./sayings.ts";
import type { Talk, TurnRow } from "./talk.ts";
import { understandTurn } from "./understand-turn.ts";

/** What an agent does with what was written. A hand-over says nothing here: its sentence goes with it. */
export type Decision =
  | { did: "greeted" | "thanked" | "told" | "talked" | "confirm"; text: string }
  | { did: "answered"; text: string; sources: FoundPassage[]; open: string[]; certainty: number }
  | { did: "asked"; text: string; sources: FoundPassage[]; certainty: number }
  | { did: "not_known"; text: string; open: string[]; certainty: number }
  | { did: "handed_over"; reason: HandOverReason; open: string[] };

export type HandOverReason =
  | "asked_for_person"
  | "angry"
  | "emergency"
  | "opt_out"
  | "no_progress"
  | "limit"
  | "no_agent"
  | "model_away"
  | "unsure"
  | "guarded"
  | "money"
  | "not_done";

/** Of several questions at once. */
const MOST_QUESTIONS = 3;

const handOver = (reason: HandOverReason): Decision => ({ did: "handed_over", reason, open: [] });

/** What needs no model and no search: whoever wants a person, is angry or in danger, sent no words, or had enough answers. Null: none of it. */
export function decideAtOnce(talk: Talk): Decision | null {
  const { agent, texts, previous } = talk;
  const question = texts.join("\n");
  const heard = understandTurn(question);
  if (heard.wantsPerson) return handOver("asked_for_person");
  if (heard.isOptOut) return handOver("opt_out");
  if (heard.isEmergency) return handOver("emergency");
  if (heard.isAngry) return handOver("angry");
  if (question.trim() === "") return withoutWords(talk);
  if (previous?.did === "not_known" && heard.yesNo === true) return handOver("asked_for_person");
  const goesOn = chosenOf(talk, question) !== null || (previous?.did === "not_known" && heard.yesNo === false);
  return talk.answers >= agent.maxAnswers && !goesOn ? handOver("limit") : null;
}

/** Without a model: what is written in the knowledge, word for word, or that it is not written. */
export async function decide(tx: Tx, talk: Talk): Promise<Decision> {
  const atOnce = decideAtOnce(talk);
  if (atOnce !== null) return atOnce;
  const { language, texts, previous } = talk;
  const question = texts.join("\n");
  const heard = understandTurn(question);
  const chosen = chosenOf(talk, question);
  if (chosen !== null && chosen !== "none") return answered(talk, [chosen], [], chosen.score, question);
  if (chosen === "none" || (previous?.did === "not_known" && heard.yesNo === false)) return { did: "thanked", text: say("goOn", language) };
  if (!heard.isQuestion || !tellsSomething(question)) {
    if (heard.isThanks) return { did: "thanked", text: say("thanks", language) };
    if (heard.isGreeting || !tellsSomething(question)) return { did: "greeted", text: greeting(talk) };
  }
  return answer(tx, talk);
}

/** Voices and pictures have no words here. The second in a row is for somebody who hears and sees. */
function withoutWords({ language, kinds, previous }: Talk): Decision {
  if (previous?.did === "told") return { did: "handed_over", reason: "no_progress", open: [] };
  const isSound = kinds.some((kind) => kind === "voice" || kind === "audio");
  return { did: "told", text: say(isSound ? "noSound" : "noPicture", language) };
}

/** Which of the matters that were offered last is meant; "none" of them, or null where nothing was chosen. */
function chosenOf({ previous, offered }: Talk, text: string): FoundPassage | "none" | null {
  if (previous?.did !== "asked" || offered.length === 0) return null;
  const heard = understandTurn(
    text,
    offered.map(({ title }) => title),
  );
  if (offered.length === 1 && heard.yesNo !== null) return heard.yesNo ? (offered[0] as FoundPassage) : "none";
  return heard.choice === null ? null : (offered[heard.choice] ?? null);
}

async function answer(tx: Tx, talk: Talk): Promise<Decision> {
  const { language, previous } = talk;
  const questions = questionsOf(talk.texts);
  const whole = await answerQuestion(tx, asking(talk, talk.texts.join(" ")));
  if (whole.kind === "sure" && questions.length < 2) return answered(talk, [whole.source], [], whole.certainty, talk.texts.join(" "));
  const each = questions.length < 2 ? [] : await inTurn(tx, talk, questions);
  const sure = each.flatMap(({ answer }) => (answer.kind === "sure" ? [answer] : []));
  const open = each.filter(({ answer }) => answer.kind === "unknown").map(({ question }) => question);
  if (sure.length > 0) {
    const sources = sure
      .map(({ source }) => source)
      .filter((one, index, all) => all.findIndex(({ passageId }) => passageId === one.passageId) === index);
    return answered(talk, sources, open, Math.min(...sure.map(({ certainty }) => certainty)), talk.texts.join(" "));
  }
  if (whole.kind === "sure") return answered(talk, [whole.source], [], whole.certainty, talk.texts.join(" "));
  const said = talk.texts.join(" ");
  if (previous !== null && STUCK.has(previous.did)) return { did: "handed_over", reason: "no_progress", open: [said] };
  if (whole.kind === "unknown") return { did: "not_known", text: say("unknown", language), open: [said], certainty: whole.certainty };
  const [first, ...others] = whole.choices;
  const lines =
    others.length === 0
      ? [say("isItThis", language, { title: first?.title ?? "" })]
      : [say("whichOne", language), ...whole.choices.map(({ title }, index) => `${index + 1}. ${title}`)];
  return { did: "asked", text: [...lines, say("orPerson", language)].join("\n"), sources: whole.choices, certainty: whole.certainty };
}

/** After one of these a turn without an answer is the second one without progress. */
const STUCK: ReadonlySet<TurnRow["did"]> = new Set(["asked", "not_known"]);

async function inTurn(tx: Tx, talk: Talk, questions: readonly string[]) {
  const each = [];
  for (const question of questions.slice(0, MOST_QUESTIONS))
    each.push({ question, answer: await answerQuestion(tx, asking(talk, question)) });
  return each;
}

const asking = ({ agent, reader, now }: Talk, question: string): Omit<Asked, "limit"> => ({
  question,
  reader,
  languages: agent.languages,
  kinds: agent.knowledgeKinds,
  now,
});

/** Sentences that ask something by themselves. */
const questionsOf = (texts: readonly string[]): string[] =>
  texts
    .flatMap((text) => text.split(/(?<=[?!.\n])\s+/))
    .map((text) => text.trim())
    .filter((text) => tellsSomething(text));

function answered({ language, texts }: Talk, sources: FoundPassage[], open: string[], certainty: number, question: string): Decision {
  const said = sources.map((source) => `${excerpt(source, question)}\n\n${say("source", language, { title: nameOf(source) })}`);
  const missing = open.map((one) => say("alsoUnknown", language, { question: one.slice(0, 200) }));
  return { did: "answered", text: [...said, ...missing].join("\n\n"), sources, open: open.length === texts.length ? [] : open, certainty };
}

const nameOf = ({ title, heading }: FoundPassage): string => (heading === "" || heading === title ? title : `${title} › ${heading}`);

function greeting({ language, topics, agent, isUpset }: Talk): string {
  const hello = say("greeting", language);
  const emoji = agent.emoji === "never" || isUpset ? "" : " 😊";
  return [`${hello}${emoji}`, ...(topics.length === 0 ? [] : [say("topics", language, { topics: topics.join(", ") })])].join(" ");
}
