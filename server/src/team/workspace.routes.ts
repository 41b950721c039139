import { Type } from "typebox";
import { type App, OneOf, sql } from "../platform/index.ts";
import { recordAudit } from "./audit.ts";
import { changeWorkspace } from "./change-workspace.ts";
import { workspaceManage } from "./own-rights.ts";
import { ensureSightWithin } from "./roles/within.ts";
import { type Sees, SeesSchema, tellSightChanged } from "./sight.ts";
import { LANGUAGES } from "./workspaces.ts";

const AgentsSee = Type.Object({ sees: SeesSchema }, { additionalProperties: false });

export const WorkspaceFacts = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 120, pattern: "\\S" }),
  language: OneOf(LANGUAGES),
  country: Type.String({ pattern: "^[A-Z]{2}$", description: "ISO 3166: phones that are written without a country are of this one." }),
  timeZone: Type.String({ minLength: 3, maxLength: 60, description: "IANA name, such as America/Sao_Paulo." }),
});

/** Settings of the whole workspace. */
export function workspaceRoutes(app: App) {
  const access = { config: { access: workspaceManage } };

  app.patch(
    "/workspace",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "Change name, language, country or time zone",
        description: "The language is that of whoever chose none; the time zone is the one in which days begin and hours are said.",
        body: Type.Partial(WorkspaceFacts, { additionalProperties: false, minProperties: 1 }),
        response: { 200: WorkspaceFacts },
      },
    },
    ({ ctx, body }) => changeWorkspace(ctx, body),
  );

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
        await ensureSightWithin(tx, ctx, body.sees);
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
