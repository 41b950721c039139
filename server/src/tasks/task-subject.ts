import { type Actor, notFound, type sql, type Tx } from "../platform/index.ts";
import { unknownSubject } from "./errors.ts";

/** A condition, or a part of a statement. */
export type Fragment = ReturnType<typeof sql>;

/** Whoever asks, as far as sight goes. */
export type Seer = Pick<Actor, "sight" | "capabilities">;

/** A task is about a record of some room: its kind and its id. */
export interface TaskLink {
  kind: string;
  id: string;
}

/** A kind of record that tasks can be about, by the room that has it. */
export interface TaskSubject {
  /** Stored with each task: it never changes. */
  readonly kind: string;
  /** Whether the asker sees the record of a row `l` of task_links. */
  sees(asker: Seer): Fragment;
  /** Whether a row `l` of task_links belongs to the record that a list is asked for: its own, and those inside it. */
  within(id: string): Fragment;
  /** Their names, as people know them; only of what the asker sees now. */
  read(tx: Tx, asker: Seer, ids: readonly string[]): Promise<Map<string, string>>;
}

export interface TaskSubjectOffer {
  readonly offer: "task_subject";
  readonly subject: TaskSubject;
}

/** A room offers its records as something that tasks are about. */
export const taskSubject = (subject: TaskSubject): TaskSubjectOffer => ({ offer: "task_subject", subject });

/** Every kind that rooms offered. */
export type TaskSubjects = ReadonlyMap<string, TaskSubject>;

/** @throws when two rooms offer one kind */
export function listTaskSubjects(offered: readonly TaskSubject[]): TaskSubjects {
  const byKind = new Map(offered.map((one) => [one.kind, one]));
  if (byKind.size < offered.length) throw new Error("two kinds of subjects of tasks have one name");
  return byKind;
}

/** @throws {AppError} tasks.unknown_subject; platform.not_found for what the asker does not see */
export async function ensureSubjects(tx: Tx, subjects: TaskSubjects, asker: Seer, links: readonly TaskLink[]): Promise<void> {
  for (const { kind, id } of links) {
    const subject = subjects.get(kind);
    if (subject === undefined) throw unknownSubject({ kind });
    if (!(await subject.read(tx, asker, [id])).has(id)) throw notFound({ what: kind });
  }
}
