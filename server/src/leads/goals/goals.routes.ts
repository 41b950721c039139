import { Type } from "typebox";
import { accessConversation, lookUp } from "../../inbox/index.ts";
import { type App, idSchema, OneOf, sql } from "../../platform/index.ts";
import { leadsManage, leadsRead } from "../rights.ts";
import { GOAL_KINDS, GOAL_PERIODS, listGoals, readGoals, setGoals } from "./goals.ts";

const closed = { additionalProperties: false };
const goal = { what: OneOf(GOAL_KINDS), period: OneOf(GOAL_PERIODS), target: Type.Integer({ minimum: 1, maximum: 100_000 }) };
const Goals = Type.Object({
  items: Type.Array(
    Type.Object({
      memberId: Type.String(),
      name: Type.String(),
      goals: Type.Array(Type.Object({ ...goal, done: Type.Integer(), left: Type.Integer() })),
    }),
  ),
});

/** What members are to reach, and how far they are. */
export function goalRoutes(app: App) {
  const tags = ["Leads"];
  app.get(
    "/goals",
    {
      config: { access: leadsRead },
      schema: {
        tags,
        summary: "Goals with their progress; who does not manage leads sees their own",
        response: { 200: Goals },
      },
    },
    async ({ ctx }) => ({ items: await listGoals(ctx) }),
  );
  app.put(
    "/goals/:memberId",
    {
      config: { access: leadsManage },
      schema: {
        tags,
        summary: "Set all goals of a member",
        params: Type.Object({ memberId: idSchema("member") }),
        body: Type.Object({ goals: Type.Array(Type.Object(goal, closed), { maxItems: 9 }) }, closed),
        response: { 200: Goals },
      },
    },
    async ({ ctx, params, body }) => ({ items: await setGoals(ctx, params.memberId, body.goals) }),
  );
}

/** How far whoever has the conversation is: "18 done, 2 to go". */
export const goalLookUp = lookUp({
  id: "conversation.goals",
  subject: { kind: "conversation", access: accessConversation },
  label: { "pt-BR": "Metas de quem atende", en: "Goals of whoever has it", es: "Metas de quien atiende" },
  right: leadsRead,
  input: Type.Object({}, closed),
  async run({ tx, ctx, subjectId }) {
    const row = await tx.one(sql<{ memberId: string | null }>`select assignee_id as "memberId" from conversations where id = ${subjectId}`);
    if (row.memberId === null) return { name: null, goals: [] };
    const [own] = await readGoals(tx, ctx, row.memberId);
    return { name: own?.name ?? null, goals: own?.goals ?? [] };
  },
});
