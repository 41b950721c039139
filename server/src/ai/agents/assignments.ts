import type { CHANNEL_KINDS } from "../../channels/index.ts";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import type { Persona } from "../closed-sets.ts";
import { type Agent, findAgent, readAgents } from "./agent.ts";

/** Who serves people of a persona on channels of a kind. */
export interface Assignment {
  channelKind: (typeof CHANNEL_KINDS)[number];
  persona: Persona;
  agentId: string;
}

/** What an entry rule names to mean "whoever the table says". No agent has this id. */
export const BY_TABLE = "00000000-0000-4000-8000-00000000a1a1";

/** The table as it is kept; where it names nobody, the default agent serves. */
export const readAssignments = (tx: Tx): Promise<Assignment[]> =>
  tx.many(
    sql<Assignment>`select channel_kind as "channelKind", persona, agent_id as "agentId" from ai_assignments order by channel_kind, persona`,
  );

/** Replaces the table as a whole; of two lines for one place the last counts. @throws {AppError} platform.not_found for an agent */
export function replaceAssignments(ctx: Ctx, lines: Assignment[]): Promise<Assignment[]> {
  return ctx.transaction(async (tx) => {
    const known = new Set((await readAgents(tx)).map(({ id }) => id));
    if (lines.some(({ agentId }) => !known.has(agentId))) throw notFound({ what: "agent" });
    const places = new Map(lines.map((line) => [`${line.channelKind} ${line.persona}`, line]));
    await tx.run(sql`delete from ai_assignments`);
    for (const { channelKind, persona, agentId } of places.values())
      await tx.run(sql`
        insert into ai_assignments (workspace_id, channel_kind, persona, agent_id) values (${ctx.workspaceId}, ${channelKind}, ${persona}, ${agentId})`);
    await recordAudit(tx, ctx, {
      action: "ai_assignments.changed",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: { lines: [...places.values()] },
    });
    return readAssignments(tx);
  });
}

/** Who serves there: whom the table names, else the default one. Null: nobody, or whoever it is is switched off. */
export async function agentFor(tx: Tx, { channelKind, persona }: { channelKind: string; persona: string }): Promise<Agent | null> {
  const named = await tx.maybeOne(
    sql<{ agentId: string }>`select agent_id as "agentId" from ai_assignments where channel_kind = ${channelKind} and persona = ${persona}`,
  );
  const agent = named === null ? ((await readAgents(tx)).find(({ isDefault }) => isDefault) ?? null) : await findAgent(tx, named.agentId);
  return agent?.isActive === true ? agent : null;
}
