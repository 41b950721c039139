import type { Condition } from "../../../../rules/conditions.ts";
import { sql, type Tx } from "../../platform/index.ts";

/** Contacts under a name: whoever its condition holds for, now. */
export interface Segment {
  id: string;
  name: string;
  /** A document of the root `rules/` over the fields of contacts; it names no other segment. */
  condition: Condition;
}

/** Of the transaction's workspace, by name. */
export const readSegments = (tx: Tx): Promise<Segment[]> =>
  tx.many(
    sql<Segment>`select id, name, condition from contact_segments where workspace_id = current_workspace() order by prosa_fold(name), id`,
  );
