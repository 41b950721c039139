import { sql } from "../../platform/index.ts";
import { askList } from "../chatwoot/ask.ts";
import type { Agent } from "../chatwoot/read-message.ts";
import { AgentShape, readAll } from "../chatwoot/shapes.ts";
import { notUnderstood, type Step } from "./step.ts";

/** Who answers there, and who of them is of our team too, by address. Nobody is invited. */
export const moveAgents: Step = async ({ http }, move) => {
  const { read, strange } = readAll(AgentShape, await askList(http, move.account, "/agents"));
  return async (tx) => {
    const members = await tx.many(sql<{ id: string; email: string }>`
      select id, lower(email) as email from members where removed_at is null and lower(email) = any(${read.map(({ email }) => email?.toLowerCase() ?? "")})`);
    const agents = Object.fromEntries(
      read.map(({ id, name, email }): [string, Agent] => {
        const member = members.find((one) => one.email === email?.toLowerCase());
        return [String(id), { name: name ?? email ?? String(id), memberId: member?.id ?? null }];
      }),
    );
    await tx.run(sql`update moves set agents = ${JSON.stringify(agents)} where id = ${move.id}`);
    return {
      counts: { "agents.known": members.length, "agents.unknown": read.length - members.length },
      problems: notUnderstood("agent", strange),
      isEnd: true,
    };
  };
};
