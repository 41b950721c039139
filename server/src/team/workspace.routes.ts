import { Type } from "typebox";
import { type App, sql } from "../platform/index.ts";
import { recordAudit } from "./audit.ts";
import { workspaceManage } from "./own-rights.ts";
import { type Sees, SeesSchema, tellSightChanged } from "./sight.ts";

const AgentsSee = Type.Object({ sees: SeesSchema }, { additionalProperties: false });

/** Settings of the whole workspace. */
export function workspaceRoutes(app: App) {
  const access = { config: { access: workspaceManage } };

  app.get(
    "/workspace/agents-see",
    {
      ...access,
      schema: { tags: ["Team"], summary: "What agents see for whom nothing else is set", response: { 200: AgentsSee } },
    },
    ({ ctx }) =>
      ctx.transaction((tx) => tx.one(sql<{ sees: Sees }>`select agents_see as sees from workspaces where id = ${ctx.workspaceId}`)),
  );

  app.put(
    "/workspace/agents-see",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "Let agents see their own conversations, those of their queues, or all",
        body: AgentsSee,
        response: { 200: AgentsSee },
      },
    },
    ({ ctx, body }) =>
      ctx.transaction(async (tx) => {
        const { from } = await tx.one(
          sql<{ from: Sees }>`select agents_see as "from" from workspaces where id = ${ctx.workspaceId} for update`,
        );
        if (from === body.sees) return body;
        await tx.run(sql`update workspaces set agents_see = ${body.sees} where id = ${ctx.workspaceId}`);
        tellSightChanged(tx, ctx, null);
        await recordAudit(tx, ctx, {
          action: "workspace.agents_see_changed",
          subjectKind: "workspace",
          subjectId: ctx.workspaceId,
          detail: { from, to: body.sees },
        });
        return body;
      }),
  );
}
