import { isOpen, nextChange } from "../../../../hours/business-time.ts";
import { type Calendar, WEEKDAYS, type Weekday } from "../../../../hours/calendar.ts";
import { sql, type Tx } from "../../platform/index.ts";
import type { MediaChoice, MemberNoticeKind } from "./member-kinds.ts";

/** How often what is unread comes by mail. */
export const DIGESTS = ["off", "at_once", "hourly", "daily"] as const;
type Digest = (typeof DIGESTS)[number];

/** When only urgent things may make themselves heard. */
export interface QuietHours {
  isOn: boolean;
  timeZone: string;
  /** `HH:MM` on the wall; an end that is not later than its start is on the next day. */
  from: string;
  to: string;
  /** Days on which they begin. */
  days: Weekday[];
}

/** What was chosen; null and what is missing follow the workspace, and that the kinds. */
interface ChosenPreferences {
  choices: Record<string, Partial<MediaChoice>>;
  quiet: QuietHours | null;
  digest: Digest | null;
}

/** What holds for one member. */
export interface NoticePreferences {
  choices: ReadonlyMap<string, MediaChoice>;
  quiet: QuietHours;
  digest: Digest;
}

const NOTHING: ChosenPreferences = { choices: {}, quiet: null, digest: null };

/** @param memberId null: what holds for whoever chose nothing */
export async function readPreferences(tx: Tx, memberId: string | null, kinds: readonly MemberNoticeKind[]): Promise<NoticePreferences> {
  const { timeZone } = await tx.one(
    sql<{ timeZone: string }>`select time_zone as "timeZone" from workspaces where id = current_workspace()`,
  );
  const rows = await tx.many(sql<ChosenPreferences & { memberId: string | null }>`
    select member_id as "memberId", choices, quiet, digest from notice_preferences where member_id is null or member_id = ${memberId}`);
  const common = rows.find((row) => row.memberId === null) ?? NOTHING;
  const own = rows.find((row) => row.memberId !== null) ?? NOTHING;
  return {
    choices: new Map(kinds.map(({ kind, media }) => [kind, { ...media, ...common.choices[kind], ...own.choices[kind] }])),
    quiet: own.quiet ?? common.quiet ?? { isOn: false, timeZone, from: "18:00", to: "08:00", days: [...WEEKDAYS] },
    digest: own.digest ?? common.digest ?? "off",
  };
}

/** What is to be changed; a kind that is null follows the workspace again. */
export interface PreferencesChange {
  choices?: Record<string, Partial<MediaChoice> | null> | undefined;
  quiet?: QuietHours | null | undefined;
  digest?: Digest | null | undefined;
}

/** @param memberId null: of the workspace */
export async function changePreferences(
  tx: Tx,
  workspaceId: string,
  memberId: string | null,
  { choices = {}, quiet, digest }: PreferencesChange,
): Promise<void> {
  await tx.run(
    sql`insert into notice_preferences (workspace_id, member_id) values (${workspaceId}, ${memberId}) on conflict (workspace_id, member_id) do nothing`,
  );
  const row = await tx.one(sql<ChosenPreferences>`
    select choices, quiet, digest from notice_preferences where member_id is not distinct from ${memberId}::uuid for update`);
  const next: ChosenPreferences = {
    choices: mergeChoices(row.choices, choices),
    quiet: quiet === undefined ? row.quiet : quiet,
    digest: digest === undefined ? row.digest : digest,
  };
  await tx.run(sql`
    update notice_preferences set choices = ${JSON.stringify(next.choices)}::jsonb, quiet = ${next.quiet === null ? null : JSON.stringify(next.quiet)}::jsonb,
      digest = ${next.digest} where member_id is not distinct from ${memberId}::uuid`);
}

function mergeChoices(
  known: ChosenPreferences["choices"],
  change: NonNullable<PreferencesChange["choices"]>,
): ChosenPreferences["choices"] {
  const merged = { ...known };
  for (const [kind, media] of Object.entries(change)) {
    if (media === null) delete merged[kind];
    else merged[kind] = { ...merged[kind], ...media };
  }
  return merged;
}

/** When the quiet that holds now ends; null where it is not quiet. */
export function quietUntil(quiet: QuietHours, now: Date): Date | null {
  if (!quiet.isOn) return null;
  const calendar = calendarOf(quiet, quiet.days);
  // Quiet all day long, every day, never ends: it is looked at again tomorrow.
  return isOpen(calendar, now) ? (nextChange(calendar, now) ?? new Date(now.getTime() + 86_400_000)) : null;
}

/** When the next mail of what is unread leaves: on the hour, or at eight in the morning where the member lives. */
export function nextDigest(digest: "hourly" | "daily", { timeZone }: QuietHours, now: Date): Date {
  if (digest === "hourly") return new Date((Math.floor(now.getTime() / 3_600_000) + 1) * 3_600_000);
  const morning = calendarOf({ timeZone, from: "08:00", to: "08:01" }, WEEKDAYS);
  const next = isOpen(morning, now) ? nextChange(morning, now) : now;
  return (next === null ? null : nextChange(morning, next)) ?? new Date(now.getTime() + 86_400_000);
}

function calendarOf({ timeZone, from, to }: Pick<QuietHours, "timeZone" | "from" | "to">, days: readonly Weekday[]): Calendar {
  const week = Object.fromEntries(WEEKDAYS.map((day) => [day, days.includes(day) ? [{ from, to }] : []])) as unknown as Calendar["week"]; // each day is there
  return { timeZone, week, exceptions: [], holidays: null };
}
