import { emit, newId, sql, type Tx } from "../../platform/index.ts";
import { automationBegun } from "../events.ts";

/** Something that a rule is about, once. */
export interface Case {
  automationId: string;
  /** The same for the same case, whoever finds it. */
  key: string;
  conversationId: string;
  /** When it acts. */
  dueAt: Date;
}

/** Of one rule in one conversation within a day; more is a circle that nobody meant. */
const MOST_A_DAY = 20;

/** Begins what is not begun yet. @returns how many cases were new */
export async function beginRuns(tx: Tx, workspaceId: string, cases: readonly Case[], now: Date): Promise<number> {
  if (cases.length === 0) return 0;
  const rows = cases.map(({ automationId, key, conversationId, dueAt }) => ({ id: newId(), automationId, key, conversationId, dueAt }));
  const begun = await tx.many(sql<{ id: string; automationId: string; conversationId: string }>`
    insert into automation_runs (workspace_id, id, automation_id, case_key, conversation_id, contact_id, due_at, wake_at, begun_at)
    select ${workspaceId}, r.id, r."automationId", r.key, c.id, c.contact_id, r."dueAt", r."dueAt", ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "automationId" uuid, key text, "conversationId" uuid, "dueAt" timestamptz)
      join conversations c on c.id = r."conversationId" and c.blocked_at is null
      join automations a on a.id = r."automationId" and a.is_on
    where (select count(*) from automation_runs o
      where o.workspace_id = ${workspaceId} and o.conversation_id = c.id and o.automation_id = a.id and o.begun_at > ${now}::timestamptz - interval '1 day') < ${MOST_A_DAY}
    order by r.key
    on conflict (workspace_id, automation_id, case_key) do nothing
    returning id, automation_id as "automationId", conversation_id as "conversationId"`);
  emit(
    tx,
    begun.map(({ id: runId, automationId: subjectId, conversationId }) =>
      automationBegun({ workspaceId, conversationId, subjectId, detail: { runId } }),
    ),
    now,
  );
  return begun.length;
}
