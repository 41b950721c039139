import { Type } from "typebox";
import { Filter } from "../../inbox/index.ts";
import { type App, IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import type { ReportGround } from "../ground.ts";
import { analyticsReports } from "../rights.ts";
import { type Alert, changeAlert, createAlert, listAlerts, removeAlert } from "./alert.ts";
import { ASKS } from "./judge.ts";

const closed = { additionalProperties: false };
const wish = {
  name: Type.String({ minLength: 1, maxLength: 80, pattern: "\\S" }),
  figureId: Type.String({ maxLength: 80 }),
  filter: Nullable(Filter),
  days: Type.Integer({
    minimum: 1,
    maximum: 366,
    description: "How many days back: with today for `over` and `under`, up to yesterday for `rise` and `fall`, beside as many before.",
  }),
  asks: OneOf(ASKS),
  bound: Type.Number({ description: "In the figure's unit; of a rise or fall a share, 0.2 for 20 %." }),
  margin: Type.Number({ minimum: 0, maximum: 0.5, description: "How far it must come back before it is over, as a share of the bound." }),
};
const Wish = Type.Object(wish, closed);
const AlertSchema = Type.Object({
  id: idSchema("alert"),
  ...wish,
  isOpen: Type.Boolean({ description: "It went too far, and has not come back." }),
  changedAt: Nullable(IsoTime),
  value: Nullable(Type.Number({ description: "As it was measured last; a share for `rise` and `fall`." })),
  checkedAt: Nullable(IsoTime),
  problem: Nullable(Type.String({ description: "Code of the error why it could not be looked at." })),
});

/** `/figure-alerts`: figures that one watches for oneself. */
export function alertRoutes(app: App, ground: ReportGround) {
  const own = { config: { access: analyticsReports } } as const;
  const tags = ["Figures"];
  const params = Type.Object({ alertId: idSchema("alert") });
  app.get(
    "/figure-alerts",
    { ...own, schema: { tags, summary: "Figures that one watches", response: { 200: Type.Object({ items: Type.Array(AlertSchema) }) } } },
    async ({ ctx }) => ({ items: (await listAlerts(ctx)).map(show) }),
  );
  app.post(
    "/figure-alerts",
    {
      ...own,
      schema: { tags, summary: "Watch a figure: it is looked at each quarter of an hour", body: Wish, response: { 201: AlertSchema } },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(show(await createAlert(ctx, ground, body))),
  );
  app.put(
    "/figure-alerts/:alertId",
    { ...own, schema: { tags, summary: "Watch it in another way", params, body: Wish, response: { 200: AlertSchema } } },
    async ({ ctx, params, body }) => show(await changeAlert(ctx, ground, params.alertId, body)),
  );
  app.delete(
    "/figure-alerts/:alertId",
    { ...own, schema: { tags, summary: "Watch it no longer", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, reply) => {
      await removeAlert(ctx, params.alertId);
      return reply.code(204).send(null);
    },
  );
}

const show = ({ changedAt, checkedAt, ...alert }: Alert) => ({
  ...alert,
  changedAt: changedAt?.toISOString() ?? null,
  checkedAt: checkedAt?.toISOString() ?? null,
});
