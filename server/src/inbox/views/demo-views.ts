import { type Ctx, sql } from "../../platform/index.ts";
import { createView } from "./views.ts";

/** Views that a team of the demonstration would have made: two for everybody, one of the owner's own. */
export async function demoViews(ctx: Ctx): Promise<void> {
  const urgent = JSON.stringify({ field: "conversation.priority", operator: "any_of", value: ["high", "urgent"] });
  await createView(ctx, { name: "Com pressa", color: "red", isShared: true, query: { view: "all", state: "open", filter: urgent } });
  const label = await ctx.transaction((tx) => tx.maybeOne(sql<{ id: string }>`select id from labels where name = 'Garantia'`));
  if (label !== null) {
    const filter = JSON.stringify({ field: "conversation.label", operator: "any_of", value: [label.id] });
    await createView(ctx, { name: "Garantias abertas", color: "violet", isShared: true, query: { view: "all", state: "open", filter } });
  }
  await createView(ctx, { name: "Esperando o cliente", color: "amber", isShared: false, query: { view: "mine", state: "waiting" } });
}
