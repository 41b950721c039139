import { type Ctx, emit, holdNames, newId, sql, type Tx } from "../../platform/index.ts";
import { type Language, workspaceLanguage } from "../../team/index.ts";
import { labelsChanged } from "../events.ts";
import { putLabel } from "./label-conversation.ts";

/** What it is called first; who works with it may call it otherwise. */
const NAMES: Record<Language, string> = { "pt-BR": "Conversa em círculos", en: "Going in circles", es: "En círculos" };

/** Marks a conversation in which machines answered each other, so that it is found in lists and views. */
export async function labelLoop(tx: Tx, ctx: Ctx, conversationId: string): Promise<void> {
  await holdNames(tx, ctx.workspaceId, "labels");
  await putLabel(tx, ctx, conversationId, (await findLoopLabel(tx)) ?? (await makeLoopLabel(tx, ctx)));
}

const findLoopLabel = async (tx: Tx): Promise<string | undefined> =>
  (await tx.maybeOne(sql<{ id: string }>`select id from labels where made_for = 'loop' for key share`))?.id;

/** One that people made under this name is taken for it. */
async function makeLoopLabel(tx: Tx, ctx: Ctx): Promise<string> {
  const name = NAMES[await workspaceLanguage(tx, ctx.workspaceId)];
  const { id } = await tx.one(sql<{ id: string }>`
    insert into labels (workspace_id, id, name, color, made_for, created_at) values (${ctx.workspaceId}, ${newId()}, ${name}, 'red', 'loop', ${ctx.now()})
    on conflict (workspace_id, prosa_fold(name)) do update set made_for = 'loop' returning id`);
  emit(tx, [labelsChanged({ workspaceId: ctx.workspaceId, subjectId: id })], ctx.now());
  return id;
}
