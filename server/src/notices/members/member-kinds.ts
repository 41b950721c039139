import type { Actor, Tx } from "../../platform/index.ts";
import type { Language, Role } from "../../team/index.ts";
import type { InEachLanguage } from "../notice-kinds.ts";

/** What stands together in the notification centre. */
export const NOTICE_GROUPS = ["mine", "deadline", "trouble"] as const;
export type NoticeGroup = (typeof NOTICE_GROUPS)[number];

/** How a member can be told. `app` is the list itself; `desktop` and `sound` are up to the browser that is open. */
export const MEDIA = ["app", "desktop", "sound", "push", "email"] as const;
type Medium = (typeof MEDIA)[number];
export type MediaChoice = Readonly<Record<Medium, boolean>>;

/** Who is told, as rooms judge what they may see. */
export interface Told extends Pick<Actor, "sight" | "capabilities"> {
  id: string;
  role: Role;
}

/** What a notice is about, as its room shows it to one member now. */
export interface SubjectShown {
  /** As people know it. */
  name: string;
  /** The page of the interface. */
  path: string;
}

/** How a room shows what notices are about. */
export interface NoticeSubject {
  readonly offer: "notice_subject";
  readonly subject: string;
  /** Only of what the member may see now; whatever is missing is told to nobody. */
  read(tx: Tx, told: Told, ids: readonly string[]): Promise<Map<string, SubjectShown>>;
}

/** A room offers its records as something that members are told about. */
export const noticeSubject = (declared: Omit<NoticeSubject, "offer">): NoticeSubject => ({ ...declared, offer: "notice_subject" });

/** What the words of a kind are made of, beside its own facts. */
export interface AboutNotice {
  /** Of the subject. */
  name: string;
  /** How often it happened since the member looked, 1 or more. */
  count: number;
}

/** A title and a line. They may stand on locked screens, so no customer's words are in them. */
export interface NoticeWords {
  title: string;
  text: string;
}

/** Something that one member is told, as `notices` knows it. */
export interface MemberNoticeKind {
  readonly offer: "member_notice";
  readonly kind: string;
  readonly subject: string;
  readonly group: NoticeGroup;
  /** It breaks quiet hours. */
  readonly isUrgent: boolean;
  /** What holds where neither workspace nor member chose. */
  readonly media: MediaChoice;
  readonly labels: InEachLanguage<string>;
  say(language: Language, facts: object): NoticeWords;
}

/** A kind with the type of its facts, as its room uses it. */
interface DeclaredKind<Facts extends object> extends MemberNoticeKind {
  /** Makes what is kept: {@link tellMembers} takes it. */
  of(about: { memberId: string; subjectId: string; facts: Facts }): NewNotice;
}

/** One thing to tell one member. */
export interface NewNotice {
  kind: string;
  memberId: string;
  subjectId: string | null;
  facts: object;
}

interface Declared<Facts> extends Omit<MemberNoticeKind, "offer" | "say"> {
  words: InEachLanguage<(facts: Facts & AboutNotice) => NoticeWords>;
}

/** Declares what single members are told, in the room that knows of it, which offers it in its `room.ts`. A stored name: `room.what`. */
export const memberNotice = <Facts extends object>({ words, ...declared }: Declared<Facts>): DeclaredKind<Facts> => ({
  ...declared,
  offer: "member_notice",
  of: (about) => ({ kind: declared.kind, ...about }),
  // Facts are written by `of` alone, which takes those of this kind.
  say: (language, facts) => words[language](facts as Facts & AboutNotice),
});

/** By name. @throws when two rooms declare the same kind */
export function memberKindsByName(kinds: readonly MemberNoticeKind[]): Map<string, MemberNoticeKind> {
  const byName = new Map(kinds.map((one) => [one.kind, one]));
  if (byName.size < kinds.length) throw new Error("two kinds of notices to members have one name");
  return byName;
}
