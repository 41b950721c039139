import { readChoice, readFlowWord } from "../language/understand.ts";
import { ask, askAgain, isQuestion, optionsOf, type QuestionBlock } from "./ask.ts";
import type { BlockId, Exit } from "./document.ts";
import { tellRoom } from "./enter-block.ts";
import { targetOf } from "./exits.ts";
import { readAnswer } from "./read-answer.ts";
import type { Answer, RoomQuestion, Waiting } from "./run.ts";
import { sentence } from "./sentences.ts";
import { isoOf } from "./times.ts";
import { blockOf, comeToEnd, endRun, goBackTo, handToPerson, leave, type Next, nowOf, pass, say, setVariable, type Turn } from "./turn.ts";

type WaitingForAnswer = Extract<Waiting, { for: "answer" }>;
type FlowWord = "menu" | "back" | "cancel" | "person";

const MOST_PIECES = 50;
/** What is longer is an answer, whatever words are in it. */
const LONGEST_WORD = 100;

/** Messages of the contact: a word that always works, else the answer to the question that is open. */
export function hear(turn: Turn, answers: readonly Answer[]): Next {
  const { waiting } = turn.state;
  if (waiting === null || answers.length === 0) return "stop";
  turn.state.passed = 0;
  const block = blockOf(turn.document, waiting.block);
  const word = answers.map((answer) => wordIn(turn, block, answer)).findLast((found) => found !== null);
  if (word !== undefined && word !== null) return follow(turn, waiting.block, word);
  if (waiting.for === "answer" && waiting.asks !== undefined && block?.type === "room")
    return tellRoom(turn, block, { memory: waiting.asks.memory, answers: answers.map((answer) => asOption(answer, waiting.asks)) });
  // Whoever writes while a flow waits for a date or for another system is heard when it asks again.
  if (waiting.for !== "answer" || block === undefined || !isQuestion(block)) return "stop";
  return collect(turn, block, waiting, answers);
}

/** Joins answers that come in pieces: read when it was quiet for so long. A tap is whole. */
function collect(turn: Turn, block: QuestionBlock, waiting: WaitingForAnswer, answers: readonly Answer[]): Next {
  const pieces = [...waiting.pieces, ...answers].slice(-MOST_PIECES);
  const isTapped = answers.some(({ choiceId }) => choiceId !== null);
  if (block.joinSeconds === 0 || isTapped) return settle(turn, block, waiting, pieces);
  turn.state.waiting = { ...waiting, pieces, silentAt: null, answerAt: isoOf(nowOf(turn) + block.joinSeconds * 1000) };
  return "stop";
}

function settle(turn: Turn, block: QuestionBlock, waiting: WaitingForAnswer, answers: readonly Answer[]): Next {
  const reading = readAnswer(turn, block, answers);
  if (reading.ok) {
    setVariable(turn, block.variable, reading.value);
    return go(turn, block, reading.exit);
  }
  if (waiting.attempt < block.attempts) return askAgain(turn, block, waiting.attempt + 1, reading.words);
  return targetOf(block, "invalid") === null ? handToPerson(turn, block.id, "not_understood", "handed_over") : go(turn, block, "invalid");
}

function go(turn: Turn, block: QuestionBlock, exit: Exit): Next {
  turn.state.status = "running";
  turn.state.waiting = null;
  return leave(turn, block, exit, false);
}

/** The time that a run waited for: of a wait, of an answer in pieces, of a silence. One that came too early changes nothing. */
export function hearClock(turn: Turn): Next {
  const { waiting } = turn.state;
  const block = waiting === null ? undefined : blockOf(turn.document, waiting.block);
  if (waiting === null || block === undefined) return "stop";
  const isOver = (at: string | null) => at !== null && Date.parse(at) <= nowOf(turn);
  if (waiting.for === "time" && isOver(waiting.at)) {
    turn.state.status = "running";
    turn.state.waiting = null;
    return leave(turn, block, "next", false);
  }
  if (waiting.for !== "answer" || !isQuestion(block)) return "stop";
  if (isOver(waiting.answerAt)) return settle(turn, block, { ...waiting, answerAt: null, pieces: [] }, waiting.pieces);
  if (!isOver(waiting.silentAt)) return "stop";
  if (targetOf(block, "silence") !== null) return go(turn, block, "silence");
  pass(turn, block.id, "silence", false);
  return endRun(turn, "done");
}

/**
 * A button of a message that may be old. Where the option still exists it acts, whatever is asked now; where only its question does, that is
 * asked again; else the contact is told kindly, and asked what is open.
 */
export function hearTap(turn: Turn, id: BlockId, optionId: string, answer: Answer): Next {
  turn.state.passed = 0;
  const { waiting } = turn.state;
  const block = blockOf(turn.document, id);
  if (waiting?.for === "answer" && waiting.block === id && waiting.asks !== undefined && block?.type === "room")
    return tellRoom(turn, block, { memory: waiting.asks.memory, answers: [{ ...answer, choiceId: optionId }] });
  if (waiting?.for === "answer" && waiting.block === id && block !== undefined && isQuestion(block))
    return settle(turn, block, waiting, [{ ...answer, choiceId: optionId }]);
  if (block !== undefined && isQuestion(block)) {
    const reading = hasOption(turn, block, optionId) ? readAnswer(turn, block, [{ ...answer, choiceId: optionId }]) : null;
    if (reading?.ok !== true) return ask(turn, block, true);
    setVariable(turn, block.variable, reading.value);
    return go(turn, block, reading.exit);
  }
  say(turn, id, { kind: "text", text: sentence("expired", turn.state.language) });
  const open = waiting?.for === "answer" ? blockOf(turn.document, waiting.block) : undefined;
  return open !== undefined && isQuestion(open) ? ask(turn, open, false) : "stop";
}

function hasOption(turn: Turn, block: QuestionBlock, optionId: string): boolean {
  if (block.type === "ask_choice") return optionsOf(turn, block).some(({ id }) => id === optionId);
  return block.type === "ask_yes_no" || block.type === "ask_rating";
}

/** "menu", "voltar", "cancelar", "falar com pessoa", where the flow listens to it and the question has no option that is meant by it. */
function wordIn(turn: Turn, block: ReturnType<typeof blockOf>, { text, choiceId }: Answer): FlowWord | null {
  if (text === null || choiceId !== null || text.length > LONGEST_WORD) return null;
  const word = readFlowWord(text);
  if (word === null || !turn.document.globalWords[word]) return null;
  return readChoice(text, openOptions(turn, block)) === null ? word : null;
}

/** Whoever writes the number or the words of an option has chosen it. */
function asOption(answer: Answer, asks: RoomQuestion | undefined): Answer {
  const found = answer.choiceId === null && answer.text !== null ? readChoice(answer.text, asks?.options ?? []) : null;
  return found === null ? answer : { ...answer, choiceId: asks?.options[found.value]?.id ?? null };
}

function openOptions(turn: Turn, block: ReturnType<typeof blockOf>) {
  if (block?.type === "ask_choice") return optionsOf(turn, block);
  const { waiting } = turn.state;
  return waiting?.for === "answer" ? (waiting.asks?.options ?? []) : [];
}

function follow(turn: Turn, at: BlockId, word: FlowWord): Next {
  if (word === "person") return handToPerson(turn, at, "asked_for_person", "handed_over");
  if (word === "cancel") {
    say(turn, at, { kind: "text", text: sentence("cancelled", turn.state.language) });
    return endRun(turn, "cancelled");
  }
  turn.state.status = "running";
  turn.state.waiting = null;
  return word === "menu" ? toMenu(turn) : toQuestionBefore(turn, at);
}

/** The menu is that of the flow that began: whoever called is left. */
function toMenu(turn: Turn): Next {
  while (turn.state.stack.length > 0) {
    const caller = turn.state.stack.at(-1);
    const found = caller === undefined ? null : turn.documents(caller.flowId, caller.version);
    if (found === null) break;
    goBackTo(turn, found.document);
  }
  turn.state.asked = [];
  const { menuBlock } = turn.document.globalWords;
  const at = menuBlock !== undefined && blockOf(turn.document, menuBlock) !== undefined ? menuBlock : turn.document.first;
  return at === null ? comeToEnd(turn) : { at };
}

/** The question before this one, also of the flow that called; the first one is asked again. */
function toQuestionBefore(turn: Turn, at: BlockId): Next {
  const before = turn.state.asked.filter((id) => id !== at).at(-1);
  if (before !== undefined) {
    turn.state.asked = turn.state.asked.slice(0, turn.state.asked.indexOf(before));
    return { at: before };
  }
  const caller = turn.state.stack.at(-1);
  const found = caller === undefined || caller.asked.length === 0 ? null : turn.documents(caller.flowId, caller.version);
  const last = caller?.asked.at(-1);
  if (found === null || last === undefined) return { at };
  goBackTo(turn, found.document);
  turn.state.asked = turn.state.asked.slice(0, -1);
  return { at: last };
}
