import type { Responder } from "../../inbox/index.ts";
import { findAgent, readAgents } from "../agents/agent.ts";
import { BY_TABLE } from "../agents/assignments.ts";
import { type TurnGround, takeAiTurn } from "./take-turn.ts";

/** What an entry rule shows for "whoever the table of agents says". */
const TABLE_NAME = "Agente da tabela · Agent of the table";

/** Answers for agents: without a model by what is written in the knowledge. */
export function aiResponder(ground: TurnGround): Responder {
  return {
    holder: "ai",
    turns: "each",
    async canTake(tx, id, now) {
      if (id === null || id === BY_TABLE)
        return (await readAgents(tx)).some(({ isActive }) => isActive) ? { from: now } : { never: "no agent is switched on" };
      const agent = await findAgent(tx, id);
      if (agent === null) return { never: "the agent is gone" };
      return agent.isActive ? { from: now } : { never: "the agent is switched off" };
    },
    async listTargets(tx) {
      const agents = (await readAgents(tx)).map(({ id, name }) => ({ id, name }));
      return agents.length === 0 ? [] : [...agents, { id: BY_TABLE, name: TABLE_NAME }];
    },
    takeTurn: (turn) => takeAiTurn(ground, turn),
  };
}
