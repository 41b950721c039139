import { type Static, Type } from "typebox";
import { WEEKDAYS } from "../../../../hours/calendar.ts";
import { isTimeZone } from "../../../../hours/zone.ts";
import { type App, type Ctx, defineError, Nullable, OneOf, type Tx } from "../../platform/index.ts";
import { findRecipient, recordAudit, workspaceLanguage } from "../../team/index.ts";
import { noticesManage } from "../rights.ts";
import { MEDIA, type MediaChoice, NOTICE_GROUPS } from "./member-kinds.ts";
import { changePreferences, DIGESTS, type PreferencesChange, quietUntil, readPreferences } from "./preferences.ts";
import type { NoticeCatalogue } from "./show-notices.ts";

const unknownKind = defineError<{ kind: string }>(
  "notices.unknown_kind",
  400,
  ({ kind }) => `There is no kind of notice "${kind}". The kinds stand in the answer of GET.`,
);
const unknownZone = defineError<{ timeZone: string }>(
  "notices.unknown_time_zone",
  400,
  ({ timeZone }) => `"${timeZone}" is no time zone. Give one such as America/Sao_Paulo.`,
);

const closed = { additionalProperties: false };
const Media = Type.Object(
  Object.fromEntries(MEDIA.map((medium) => [medium, Type.Boolean()])) as Record<keyof MediaChoice, ReturnType<typeof Type.Boolean>>,
); // each medium is there
const Time = Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$", description: "HH:MM" });
const Quiet = Type.Object(
  {
    isOn: Type.Boolean(),
    timeZone: Type.String({ maxLength: 60 }),
    from: Time,
    to: Time,
    days: Type.Array(OneOf(WEEKDAYS), { maxItems: 7, uniqueItems: true }),
  },
  { ...closed, description: "Only urgent kinds make themselves heard then. An end that is not later than its start is on the next day." },
);
const Preferences = Type.Object({
  kinds: Type.Array(
    Type.Object({ kind: Type.String(), label: Type.String(), group: OneOf(NOTICE_GROUPS), isUrgent: Type.Boolean(), media: Media }),
  ),
  quiet: Quiet,
  isQuietNow: Type.Boolean(),
  digest: OneOf(DIGESTS, { description: "When what is unread comes by mail, of the kinds whose mail is on." }),
});
const Change = Type.Object(
  {
    choices: Type.Optional(
      Type.Record(Type.String({ maxLength: 60 }), Nullable(Type.Partial(Media, closed)), {
        description: "By kind; null follows the default again.",
        maxProperties: 50,
      }),
    ),
    quiet: Type.Optional(Nullable(Quiet)),
    digest: Type.Optional(Nullable(OneOf(DIGESTS))),
  },
  { ...closed, minProperties: 1 },
);

/** How I want to be told, and what holds for whoever did not choose. */
export function noticePreferenceRoutes(app: App, catalogue: NoticeCatalogue) {
  const own = { config: { access: "member" as const } };
  const manage = { config: { access: noticesManage } };
  const tags = ["Notices"];

  app.get(
    "/me/notice-preferences",
    { ...own, schema: { tags, summary: "How I am told of things", response: { 200: Preferences } } },
    ({ ctx }) => ctx.transaction((tx) => present(tx, ctx, ctx.actor.id)),
  );
  app.patch(
    "/me/notice-preferences",
    { ...own, schema: { tags, summary: "Change how I am told of things", body: Change, response: { 200: Preferences } } },
    ({ ctx, body }) => change(ctx, ctx.actor.id, body),
  );
  app.get(
    "/notice-defaults",
    { ...manage, schema: { tags, summary: "How members are told who did not choose", response: { 200: Preferences } } },
    ({ ctx }) => ctx.transaction((tx) => present(tx, ctx, null)),
  );
  app.patch(
    "/notice-defaults",
    {
      ...manage,
      schema: { tags, summary: "Change how members are told who did not choose", body: Change, response: { 200: Preferences } },
    },
    ({ ctx, body }) => change(ctx, null, body),
  );

  async function change(ctx: Ctx, memberId: string | null, wanted: Static<typeof Change>) {
    check(wanted);
    return ctx.transaction(async (tx) => {
      await changePreferences(tx, ctx.workspaceId, memberId, wanted);
      if (memberId === null)
        await recordAudit(tx, ctx, {
          action: "notices.defaults_changed",
          subjectKind: "workspace",
          subjectId: ctx.workspaceId,
          detail: wanted,
        });
      return present(tx, ctx, memberId);
    });
  }

  function check({ choices = {}, quiet }: PreferencesChange): void {
    const unknown = Object.keys(choices).find((kind) => !catalogue.kinds().some((one) => one.kind === kind));
    if (unknown !== undefined) throw unknownKind({ kind: unknown });
    if (quiet != null && !isTimeZone(quiet.timeZone)) throw unknownZone({ timeZone: quiet.timeZone });
  }

  async function present(tx: Tx, ctx: Ctx, memberId: string | null) {
    const { choices, quiet, digest } = await readPreferences(tx, memberId, catalogue.kinds());
    const member = ctx.actor.id === null ? null : await findRecipient(tx, ctx.actor.id);
    const language = member?.language ?? (await workspaceLanguage(tx, ctx.workspaceId));
    return {
      kinds: catalogue.kinds().map(({ kind, labels, group, isUrgent, media }) => ({
        kind,
        label: labels[language],
        group,
        isUrgent,
        media: choices.get(kind) ?? media,
      })),
      quiet,
      isQuietNow: quietUntil(quiet, ctx.now()) !== null,
      digest,
    };
  }
}
