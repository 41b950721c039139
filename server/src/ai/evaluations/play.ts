import { Check } from "typebox/value";
import { type Ctx, newId } from "../../platform/index.ts";
import { readWorkspace } from "../../team/index.ts";
import type { Agent } from "../agents/agent.ts";
import { type FoundPassage, readerOutside } from "../knowledge/find-passages.ts";
import type { Wish } from "../models/ask-provider.ts";
import type { ModelGround } from "../models/call-model.ts";
import { hasProvider } from "../providers/provider.ts";
import { askModel, findGiven } from "../responder/ask-model.ts";
import { type Decision, decide, decideAtOnce } from "../responder/decide.ts";
import { say } from "../responder/sayings.ts";
import { type Heard, languageOf, readTopics, type Talk, type TurnRow } from "../responder/talk.ts";
import { understandTurn } from "../responder/understand-turn.ts";
import { KNOWLEDGE_SEARCH, searchKnowledge } from "../tools/own-tools.ts";
import { NO_SUCH_TOOL, type ToolRun } from "../tools/run-tool.ts";
import { HAND_OVER, type Tool, type Toolbox, toolsOf } from "../tools/tool.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Performance } from "./expectations.ts";

/** What an agent would have done with one turn of a test. */
export interface PlayedLine {
  line: string;
  did: string;
  reason: string | null;
  /** Empty where it handed over. */
  text: string;
  sources: string[];
}

/** What a model wanted. `dry`: it would have been done, and was not. */
export interface PlayedAct {
  id: string;
  input: unknown;
  state: "dry" | "refused" | "waiting";
}

export interface Played {
  said: PlayedLine[];
  acts: PlayedAct[];
  /** Of the calls of models; null: the search answered all of it. */
  modelRunId: string | null;
  /** Why it is no test of the agent. `budget`: there was no money to ask a model; `model_away`: none answered. */
  stopped: "budget" | "model_away" | null;
}

export interface PlayGround extends ModelGround {
  toolbox(): Toolbox;
}

/** As far as one has come. */
interface Stage {
  agent: Agent;
  /** Null: a draft. */
  version: number | null;
  history: Heard[];
  turns: TurnRow[];
  offered: FoundPassage[];
  acts: PlayedAct[];
  runId: string;
  askedModel: boolean;
}

/**
 * Plays a test by the rules of a real turn: with a model where one is connected, else by the search. Nothing is sent, nobody's data is
 * looked at, and nothing that a model wants is done: it is checked, kept, and answered as if it was. It ends with a hand-over.
 */
export async function play(
  ground: PlayGround,
  ctx: Ctx,
  { agent, version, evaluation }: { agent: Agent; version: number | null; evaluation: Pick<Evaluation, "before" | "lines"> },
): Promise<Played> {
  const stage: Stage = {
    ...{ agent, version, history: [...evaluation.before], turns: [], offered: [], acts: [], runId: newId(), askedModel: false },
  };
  const said: PlayedLine[] = [];
  const ended = (stopped: Played["stopped"]): Played => ({
    ...{ said, acts: stage.acts, modelRunId: stage.askedModel ? stage.runId : null, stopped },
  });
  for (const line of evaluation.lines) {
    const decision = await takeLine(ground, ctx, stage, line);
    if (decision === "budget") return ended("budget");
    said.push(playedLine(line, decision));
    if (decision.did === "handed_over") return ended(decision.reason === "model_away" ? "model_away" : null);
    stage.history.push({ by: "contact", text: line }, { by: "team", text: decision.text });
    stage.offered = decision.did === "asked" ? decision.sources : [];
    stage.turns.push({
      ...{ did: decision.did, reason: null, asked: line, sources: [], upTo: stage.turns.length + 1, runId: stage.runId },
    });
  }
  return ended(null);
}

/** A hand-over is an act among others. Pure. */
export function performanceOf({ said, acts }: Pick<Played, "said" | "acts">): Performance {
  const handed = said.some(({ did }) => did === "handed_over") ? [HAND_OVER] : [];
  const done = acts.filter(({ state }) => state !== "refused").map(({ id }) => id);
  return {
    said: said.map(({ text }) => text),
    done: new Set([...done, ...handed]),
    wanted: new Set([...acts.map(({ id }) => id), ...handed]),
  };
}

const playedLine = (line: string, decision: Decision): PlayedLine => ({
  ...{ line, did: decision.did },
  reason: "reason" in decision ? decision.reason : null,
  text: "text" in decision ? decision.text : "",
  sources: "sources" in decision ? decision.sources.map(({ title }) => title) : [],
});

async function takeLine(ground: PlayGround, ctx: Ctx, stage: Stage, line: string): Promise<Decision | "budget"> {
  const { agent, runId, version } = stage;
  const begun = await ctx.transaction(async (tx) => {
    const workspace = await readWorkspace(tx);
    const reader = readerOutside(agent.persona);
    const talk: Talk = {
      ...{
        agent,
        experimentId: null,
        reader,
        timeZone: workspace.timeZone,
        workspaceName: "",
        language: languageOf(agent, workspace.language),
      },
      ...{ texts: [line], kinds: ["text"], previous: stage.turns.at(-1) ?? null, earlier: stage.turns, offered: stage.offered },
      ...{ answers: stage.turns.filter(({ did }) => did === "answered").length, isUpset: false, now: ctx.now() },
      topics: await readTopics(tx, ctx, reader, agent),
    };
    const decision = settle(talk, stage, ground.toolbox()) ?? decideAtOnce(talk);
    if (decision !== null) return { decision };
    if (!(await hasProvider(tx))) return { decision: await decide(tx, talk) };
    return { talk, given: await findGiven(tx, talk) };
  });
  if (begun.decision !== undefined) return begun.decision;
  const { talk, given } = begun;
  stage.askedModel = true;
  const tools = toolsOf(ground.toolbox(), agent, agent.persona);
  const decision = await askModel(ground, ctx, {
    ...{ talk, tools, given },
    prepared: { history: stage.history, given: [...given], contactName: null, acts: [] },
    call: { purpose: "evaluation", runId, agentVersion: version, conversationId: null },
    act: (wish, tool) => actDry(ctx, ground.toolbox(), stage, { talk, given }, wish, tool),
  });
  if (decision !== null) return decision;
  // No provider is left by now, or no money: the one is a search, the other no test.
  return ctx.transaction(async (tx) => ((await hasProvider(tx)) ? "budget" : decide(tx, talk)));
}

/** The contact was asked for a yes: nothing is done with it here either. */
function settle({ previous, texts, language }: Talk, { acts }: Stage, box: Toolbox): Decision | null {
  if (previous?.did !== "confirm") return null;
  const { yesNo } = understandTurn(texts.join("\n"));
  if (yesNo === null) return null;
  const what = box.get(acts.at(-1)?.id ?? "")?.label[language] ?? "";
  return yesNo ? { did: "told", text: say("done", language, { what }) } : { did: "thanked", text: say("notDone", language) };
}

async function actDry(
  ctx: Ctx,
  box: Toolbox,
  { acts, agent }: Stage,
  { talk, given }: { talk: Talk; given: FoundPassage[] },
  { name, input }: Wish,
  tool: Tool | undefined,
): Promise<ToolRun> {
  const keep = (id: string, state: PlayedAct["state"]) => acts.push({ id, input, state });
  if (tool === undefined) {
    keep([...box.values()].find((one) => one.name === name)?.id ?? name, "refused");
    return NO_SUCH_TOOL;
  }
  if (!Check(tool.input, input)) {
    keep(tool.id, "refused");
    return { state: "refused", output: { problem: "invalid_input" } };
  }
  keep(tool.id, tool.asksFirst ? "waiting" : "dry");
  if (tool.asksFirst) return { state: "waiting", output: {} };
  if (tool.id !== KNOWLEDGE_SEARCH) return { state: "done", output: tool.changes ? { done: true } : { known: "nothing" } };
  const place = { reader: talk.reader, languages: agent.languages, knowledgeKinds: agent.knowledgeKinds, given, now: talk.now };
  const question = String((input as { question: unknown }).question); // as its schema says
  return { state: "done", output: await ctx.transaction((tx) => searchKnowledge(tx, place, question)) };
}
