import { LEAD_CLASSES, type LeadClass, visibleTo } from "../../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { type Analysis, analyse } from "./analyse.ts";
import { type QualificationChange, readChanged } from "./settings.ts";

/** So many of the newest are weighed again. */
const MOST = 200;

/** One past qualification, as it was and as it would be. */
interface Weighed {
  conversationId: string;
  contactName: string | null;
  at: Date;
  pointsBefore: number;
  pointsAfter: number;
  classBefore: LeadClass;
  classAfter: LeadClass;
}

export interface DryRun {
  counts: { leadClass: LeadClass; before: number; after: number }[];
  /** Those that the asker sees, the newest first. */
  items: Weighed[];
}

/** What other weights and thresholds would have made of the newest qualifications: what people answered is weighed again, nothing is kept or sent. */
export async function dryRun(tx: Tx, ctx: Ctx, change: QualificationChange): Promise<DryRun> {
  const settings = await readChanged(tx, change);
  const past = await tx.many(sql<Omit<Weighed, "pointsAfter" | "classAfter"> & { answers: Analysis["answers"] }>`
    select q.conversation_id as "conversationId", coalesce(p.name, p.profile_name) as "contactName", q.at, q.sdr_points as "pointsBefore", q.class as "classBefore", q.answers
    from lead_qualifications q join contacts p on p.workspace_id = q.workspace_id and p.id = q.contact_id
      join conversations c on c.workspace_id = q.workspace_id and c.id = q.conversation_id
    where q.workspace_id = ${ctx.workspaceId} and ${visibleTo(ctx.actor)} order by q.at desc, q.id desc limit ${MOST}`);
  const items = past.map(({ answers, ...rest }): Weighed => {
    const said = Object.fromEntries(answers.map(({ question, text }) => [question, text]));
    // Days that people named are read as of then.
    const { sdrPoints, leadClass } = analyse(said, { ...settings, now: rest.at.toISOString() });
    return { ...rest, pointsAfter: sdrPoints, classAfter: leadClass };
  });
  const count = (key: "classBefore" | "classAfter", leadClass: LeadClass) => items.filter((one) => one[key] === leadClass).length;
  const counts = LEAD_CLASSES.map((leadClass) => ({
    leadClass,
    before: count("classBefore", leadClass),
    after: count("classAfter", leadClass),
  }));
  return { counts, items };
}
