import type { Tx } from "../../platform/index.ts";
import type { Language } from "../../team/index.ts";
import { kindsByName, type NoticeKind } from "../notice-kinds.ts";
import {
  type MemberNoticeKind,
  memberKindsByName,
  type NoticeGroup,
  type NoticeSubject,
  type SubjectShown,
  type Told,
} from "./member-kinds.ts";
import { readTrouble, TROUBLE } from "./trouble.ts";

/** A notice as it is kept. */
export interface NoticeRow {
  id: string;
  kind: string;
  subjectId: string | null;
  facts: object;
  count: number;
  happenedAt: Date;
  readAt: Date | null;
}

/** A notice as its member reads it. */
export interface ShownNotice extends Omit<NoticeRow, "facts"> {
  group: NoticeGroup;
  isUrgent: boolean;
  title: string;
  text: string;
  path: string;
}

/** What the rooms offer, complete when all are open. */
export interface NoticeCatalogue {
  kinds: () => readonly MemberNoticeKind[];
  subjects: () => readonly NoticeSubject[];
  alerts: () => readonly NoticeKind[];
}

/** In the order of the rows, in the member's language, without what they may not see now. One question a subject. */
export async function showNotices(
  tx: Tx,
  catalogue: NoticeCatalogue,
  told: Told,
  rows: readonly NoticeRow[],
  language: Language,
): Promise<ShownNotice[]> {
  const kinds = memberKindsByName(catalogue.kinds());
  const alerts = kindsByName(catalogue.alerts());
  const known = await readSubjects(tx, catalogue, told, rows, kinds);
  const shown: ShownNotice[] = [];
  for (const row of rows) {
    const kind = kinds.get(row.kind);
    if (kind === undefined) continue;
    const words =
      kind.kind === TROUBLE.kind
        ? await readTrouble(tx, told, row, alerts, language)
        : wordsOf(kind, row, known.get(kind.subject)?.get(row.subjectId ?? ""), language);
    if (words === null) continue;
    const { facts: _facts, ...kept } = row;
    shown.push({ ...kept, group: kind.group, isUrgent: kind.isUrgent, ...words });
  }
  return shown;
}

async function readSubjects(
  tx: Tx,
  { subjects }: NoticeCatalogue,
  told: Told,
  rows: readonly NoticeRow[],
  kinds: ReadonlyMap<string, MemberNoticeKind>,
): Promise<Map<string, Map<string, SubjectShown>>> {
  const known = new Map<string, Map<string, SubjectShown>>();
  for (const subject of subjects()) {
    const ids = rows.flatMap(({ kind, subjectId }) =>
      subjectId !== null && kinds.get(kind)?.subject === subject.subject ? [subjectId] : [],
    );
    if (ids.length > 0) known.set(subject.subject, await subject.read(tx, told, [...new Set(ids)]));
  }
  return known;
}

function wordsOf(kind: MemberNoticeKind, { facts, count }: NoticeRow, subject: SubjectShown | undefined, language: Language) {
  if (subject === undefined) return null;
  return { ...kind.say(language, { ...facts, name: subject.name, count }), path: subject.path };
}
