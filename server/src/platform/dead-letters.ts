import { sql, type Tx } from "./db.ts";
import { takeAway } from "./feed/letters.ts";

/** Something that was given up after its last try, kept until a person has looked at it. */
interface DeadLetter {
  /** Unique within its source. */
  id: string;
  /** What kind of work or event it was. */
  kind: string;
  error: string;
  failedAt: Date;
  /** When it came or was asked for. */
  happenedAt: Date;
  /** As it is kept, for eyes only; at most 4,000 characters. */
  body: string;
  channelId: string | null;
  /** False where trying again cannot help: it is there to be looked at. */
  isReplayable: boolean;
}

/** One page of a source, newest failure first: those before this moment, and with `throughId` those of this moment with a lower id. */
interface Page {
  before: Date;
  throughId: string | null;
  limit: number;
}

/** A place where dead letters lie. Rooms offer theirs; one page and one API show them all. */
export interface DeadLetterSource {
  offer: "dead_letters";
  source: string;
  list(tx: Tx, page: Page): Promise<DeadLetter[]>;
  /** Tries it again. @returns false when there is none with this id; throws where it cannot be tried again */
  replay(tx: Tx, workspaceId: string, id: string, now: Date): Promise<boolean>;
  /** Gives it up for good. @returns false when there is none with this id */
  dismiss(tx: Tx, id: string, now: Date): Promise<boolean>;
}

export const BODY_CHARACTERS = 4000;

const NUMBER = /^\d{1,18}$/;

/** Jobs whose last try failed. */
export const deadJobs: DeadLetterSource = {
  offer: "dead_letters",
  source: "job",
  list: (tx, { before, throughId, limit }) =>
    tx.many(sql<DeadLetter>`
      select id::text, kind, error, died_at as "failedAt", created_at as "happenedAt", left(payload::text, ${BODY_CHARACTERS}) as body,
        payload->>'channelId' as "channelId", true as "isReplayable"
      from dead_jobs where workspace_id = current_workspace() and died_at <= ${before} and (died_at < ${before} or id < ${throughId}::bigint)
      order by died_at desc, id desc limit ${limit}`),
  async replay(tx, _workspaceId, id, now) {
    if (!NUMBER.test(id)) return false;
    const job = await tx.maybeOne(sql<{ kind: string }>`
      with gone as (delete from dead_jobs where id = ${id}::bigint returning *)
      insert into jobs (workspace_id, kind, key, payload, run_at, correlation_id) select workspace_id, kind, key, payload, ${now}, correlation_id from gone returning kind`);
    if (job !== null) tx.jobKinds.add(job.kind);
    return job !== null;
  },
  dismiss: async (tx, id) => NUMBER.test(id) && (await tx.run(sql`delete from dead_jobs where id = ${id}::bigint`)) > 0,
};

const letterId = sql`(consumer || ':' || seq)`;

/** Events at which a listener failed for good. */
export const deadEvents: DeadLetterSource = {
  offer: "dead_letters",
  source: "event",
  list: (tx, { before, throughId, limit }) =>
    tx.many(sql<DeadLetter>`
      select ${letterId} as id, kind || ' → ' || consumer as kind, error, set_aside_at as "failedAt", occurred_at as "happenedAt",
        left(jsonb_build_object('kind', kind, 'conversationId', conversation_id, 'subjectId', subject_id, 'detail', detail)::text, ${BODY_CHARACTERS}) as body,
        null as "channelId", true as "isReplayable"
      from feed_letters where workspace_id = current_workspace() and state = 'dead' and set_aside_at <= ${before} and (set_aside_at < ${before} or ${letterId} < ${throughId}::text)
      order by set_aside_at desc, ${letterId} desc limit ${limit}`),
  async replay(tx, _workspaceId, id, now) {
    return (
      (await tx.run(
        sql`update feed_letters set state = 'retrying', retry_at = ${now}, attempts = 0 where ${letterId} = ${id} and state = 'dead'`,
      )) > 0
    );
  },
  async dismiss(tx, id, now) {
    const letter = await tx.maybeOne(sql<{ consumer: string; seq: number; subject: string }>`
      select consumer, seq, subject from feed_letters where ${letterId} = ${id} and state = 'dead'`);
    if (letter === null) return false;
    // The cursor's lock keeps the line still: what comes meanwhile joins it or finds it empty.
    await tx.run(sql`select 1 from feed_cursors where workspace_id = current_workspace() and consumer = ${letter.consumer} for update`);
    await takeAway(tx, letter.consumer, letter, now);
    return true;
  },
};
