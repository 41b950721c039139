import { Type } from "typebox";
import { type App, type Ctx, sql } from "../../platform/index.ts";
import { workspaceManage } from "../own-rights.ts";
import type { FirstStep } from "./first-step.ts";

const Words = Type.Object({ "pt-BR": Type.String(), en: Type.String(), es: Type.String() });
const StepSchema = Type.Object({
  id: Type.String(),
  title: Words,
  text: Words,
  act: Words,
  address: Type.String({ description: "Of the page where it is done." }),
  isDone: Type.Boolean({ description: "It has happened, whoever did it." }),
});

/** What a new workspace does in its first minutes, ticked by what has happened. */
export function firstStepRoutes(app: App, steps: () => readonly FirstStep[]) {
  const tags = ["Workspace"];
  const config = { access: workspaceManage };
  app.get(
    "/first-steps",
    {
      config,
      schema: {
        tags,
        summary: "First steps of a workspace, and which of them are done",
        response: {
          200: Type.Object({ isAway: Type.Boolean({ description: "Somebody put the list away." }), steps: Type.Array(StepSchema) }),
        },
      },
    },
    ({ ctx }) => readFirstSteps(ctx, steps()),
  );
  app.put(
    "/first-steps/away",
    { config, schema: { tags, summary: "Put the list away, for everybody", response: { 204: Type.Null() } } },
    async ({ ctx }, reply) => {
      await ctx.transaction((tx) => tx.run(sql`update workspaces set first_steps_away_at = ${ctx.now()} where id = ${ctx.workspaceId}`));
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/first-steps/away",
    { config, schema: { tags, summary: "Bring it back", response: { 204: Type.Null() } } },
    async ({ ctx }, reply) => {
      await ctx.transaction((tx) => tx.run(sql`update workspaces set first_steps_away_at = null where id = ${ctx.workspaceId}`));
      return reply.code(204).send(null);
    },
  );
}

function readFirstSteps(ctx: Ctx, all: readonly FirstStep[]) {
  return ctx.transaction(async (tx) => {
    const { isAway } = await tx.one(sql<{ isAway: boolean }>`
      select first_steps_away_at is not null as "isAway" from workspaces where id = ${ctx.workspaceId}`);
    const steps = [];
    for (const step of all.toSorted((a, b) => a.place - b.place)) {
      if (!ctx.actor.capabilities.has(step.right.name)) continue;
      const { id, title, text, act, address } = step;
      steps.push({ id, title, text, act, address, isDone: await step.isDone(tx) });
    }
    return { isAway, steps };
  });
}
