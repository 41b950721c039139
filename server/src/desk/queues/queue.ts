import type { Calendar } from "../../../../hours/calendar.ts";
import { sql, type Tx } from "../../platform/index.ts";
import type { Mode, Promised, TextKind } from "../closed-sets.ts";

/** Who is told when a promise is near, broken, or broken for so long. */
export interface EscalationStep {
  promise: Promised;
  /** Seconds of business time after the promise was broken; 0: at once; `near`: when the warning is due. */
  after: number | "near";
  whom: "agent" | "supervisors" | { memberId: string };
}

/** A queue with how it is served. */
export interface Queue {
  id: string;
  name: string;
  description: string;
  mode: Mode;
  /** Tickets of this queue that one agent serves at a time. */
  capacity: number;
  /** 10 first. */
  priority: number;
  skills: string[];
  firstResponseSeconds: number | null;
  resolutionSeconds: number | null;
  pausesWhileWaiting: boolean;
  calendarId: string | null;
  /** Null: always open. */
  hours: Calendar | null;
  abandonAfterSeconds: number | null;
  answerWithinSeconds: number | null;
  overflowQueueId: string | null;
  overflowAfterSeconds: number | null;
  asksRating: boolean;
  texts: Partial<Record<TextKind, string>>;
  escalation: EscalationStep[];
}

/** Of a queue that nobody has set up yet; the same as the table's. */
export const QUEUE_DEFAULTS = {
  description: "",
  mode: "least_busy",
  capacity: 5,
  priority: 5,
  skills: [],
  firstResponseSeconds: null,
  resolutionSeconds: null,
  pausesWhileWaiting: true,
  calendarId: null,
  hours: null,
  abandonAfterSeconds: 600,
  answerWithinSeconds: null,
  overflowQueueId: null,
  overflowAfterSeconds: null,
  asksRating: true,
  texts: {},
  escalation: [],
} as const satisfies Omit<Queue, "id" | "name">;

type Row = { id: string; name: string } & { [Key in keyof Omit<Queue, "id" | "name">]: Queue[Key] | null } & { isSet: boolean };

const SELECT = sql`
  select q.id, q.name, s.queue_id is not null as "isSet", s.description, s.mode, s.capacity, s.priority, s.skills,
    s.first_response_seconds as "firstResponseSeconds", s.resolution_seconds as "resolutionSeconds", s.pauses_while_waiting as "pausesWhileWaiting",
    s.calendar_id as "calendarId", c.document as hours, s.abandon_after_seconds as "abandonAfterSeconds", s.answer_within_seconds as "answerWithinSeconds",
    s.overflow_queue_id as "overflowQueueId", s.overflow_after_seconds as "overflowAfterSeconds", s.asks_rating as "asksRating", s.texts, s.escalation
  from queues q left join queue_settings s on s.workspace_id = q.workspace_id and s.queue_id = q.id
    left join calendars c on c.workspace_id = s.workspace_id and c.id = s.calendar_id`;

/** Null when there is none. */
export async function readQueue(tx: Tx, queueId: string): Promise<Queue | null> {
  const row = await tx.maybeOne(sql<Row>`${SELECT} where q.id = ${queueId}`);
  return row === null ? null : whole(row);
}

export async function readQueues(tx: Tx): Promise<Queue[]> {
  return (await tx.many(sql<Row>`${SELECT} order by q.created_at, q.id limit 500`)).map(whole);
}

function whole({ isSet, ...row }: Row): Queue {
  // A row has everything that its table demands.
  return isSet ? (row as Queue) : { ...QUEUE_DEFAULTS, id: row.id, name: row.name, skills: [], texts: {}, escalation: [] };
}
