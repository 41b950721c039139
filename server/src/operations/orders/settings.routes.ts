import { Type } from "typebox";
import { type App, idSchema, Nullable } from "../../platform/index.ts";
import { operationsDispatch, operationsRead } from "../rights.ts";
import { changeSettings, readSettings } from "./settings.ts";

const Minutes = Type.Integer({ minimum: 1, maximum: 525_600 });
const settings = {
  prefix: Type.String({ pattern: "^[A-Z]{1,6}$", description: "Letters before the number of new orders." }),
  labourCents: Type.Integer({ minimum: 0, maximum: 100_000_000, description: "Of an hour of work." }),
  deadlines: Type.Object(
    { low: Minutes, normal: Minutes, high: Minutes, urgent: Minutes },
    { additionalProperties: false, description: "Minutes of business time by priority, where no contract says otherwise." },
  ),
  calendarId: Nullable(idSchema("calendar of the hours; null: around the clock")),
  labelPhone: Nullable(
    Type.String({
      pattern: "^[0-9]{6,15}$",
      description: "WhatsApp number that labels lead to, with its country; null: to a page of the product.",
    }),
  ),
  briefingAt: Nullable(
    Type.String({
      pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$",
      description: "When who leads is told how things stand, by the workspace's clock; null: never.",
    }),
  ),
  noticeTemplate: Nullable(
    Type.Object(
      { name: Type.String({ minLength: 1, maxLength: 512 }), language: Type.String({ minLength: 2, maxLength: 10 }) },
      {
        additionalProperties: false,
        description: "Approved template with one value, for members outside the 24-hour window; null: they have the notice only.",
      },
    ),
  ),
};
const Settings = Type.Object(settings);

/** What a workspace decides for all its orders. */
export function settingsRoutes(app: App) {
  const tags = ["Operations"];
  app.get(
    "/operations-settings",
    { config: { access: operationsRead }, schema: { tags, summary: "What holds for all work orders", response: { 200: Settings } } },
    ({ ctx }) => ctx.transaction((tx) => readSettings(tx, ctx.workspaceId)),
  );
  app.patch(
    "/operations-settings",
    {
      config: { access: operationsDispatch },
      schema: {
        tags,
        summary: "Change what holds for new work orders",
        body: Type.Object(Type.Partial(Type.Object(settings)).properties, { additionalProperties: false, minProperties: 1 }),
        response: { 200: Settings },
      },
    },
    ({ ctx, body }) => changeSettings(ctx, body),
  );
}
