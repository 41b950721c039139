import { LEAD_CLASSES, type LeadClass } from "../../inbox/index.ts";
import { sql, type Tx } from "../../platform/index.ts";
import type { Analysis } from "../qualification/analyse.ts";

/** Verdicts of a year count. */
const JUDGED_DAYS = 365;
/** So many of the newest. */
const MOST = 5_000;

/** A qualification of which it is known whether the lead was hot. */
export interface Judged {
  leadClass: LeadClass;
  answers: Analysis["answers"];
  at: Date;
  wasHot: boolean;
}

/** Whether a deal that closed after the qualification, and before the next one of the same person, was won; null: none closed. */
export const dealVerdict = sql`
  (select bool_or(d.state = 'won') from deals d
    where d.workspace_id = q.workspace_id and d.contact_id = q.contact_id and d.closed_at >= q.at
      and not exists (select 1 from lead_qualifications later
        where later.workspace_id = q.workspace_id and later.contact_id = q.contact_id and later.at > q.at and later.at <= d.closed_at))`;

/** The qualifications of a year that somebody judged, or that a deal did; what a person said goes before. The oldest first. */
export async function readJudged(tx: Tx, now: Date): Promise<Judged[]> {
  const rows = await tx.many(sql<Judged>`
    select "leadClass", answers, at, "wasHot" from (
      select q.class as "leadClass", q.answers, q.at, q.id, coalesce(v.was_hot, ${dealVerdict}) as "wasHot"
      from lead_qualifications q left join lead_verdicts v on v.workspace_id = q.workspace_id and v.qualification_id = q.id
      where q.workspace_id = current_workspace() and q.at > ${now}::timestamptz - make_interval(days => ${JUDGED_DAYS})
    ) judged where "wasHot" is not null order by at desc, id desc limit ${MOST}`);
  return rows.reverse();
}

/** How a class fits what was true; shares are 0 to 1, and null where there is nothing to divide by. */
export interface ClassAccuracy {
  leadClass: LeadClass;
  judged: number;
  wereHot: number;
  /** Of those in this class, who were hot. */
  precision: number | null;
  /** Of all who were hot, who were in this class. */
  recall: number | null;
}

/** Pure. */
export function accuracyOf(judged: readonly Pick<Judged, "leadClass" | "wasHot">[]): ClassAccuracy[] {
  const hot = judged.filter(({ wasHot }) => wasHot).length;
  return LEAD_CLASSES.map((leadClass) => {
    const own = judged.filter((one) => one.leadClass === leadClass);
    const wereHot = own.filter(({ wasHot }) => wasHot).length;
    return {
      leadClass,
      judged: own.length,
      wereHot,
      precision: own.length === 0 ? null : wereHot / own.length,
      recall: hot === 0 ? null : wereHot / hot,
    };
  });
}
