import { sql, type Tx } from "../../platform/index.ts";

export const PROMISES = ["first_response", "resolution"] as const;

/** Until when something was promised to the contact. */
export interface Due {
  at: Date;
  kind: (typeof PROMISES)[number];
}

/** Lists sort and filter by it; whoever promises keeps it true. Null: nothing is promised now. The caller has locked the conversation. */
export async function setDue(tx: Tx, conversationId: string, due: Due | null): Promise<void> {
  await tx.run(sql`
    update conversations set due_at = ${due?.at ?? null}, due_kind = ${due?.kind ?? null}
    where id = ${conversationId} and (due_at, due_kind) is distinct from (${due?.at ?? null}::timestamptz, ${due?.kind ?? null})`);
}
