import { Type } from "typebox";
import { type App, type Database, Nullable, OneOf } from "../../platform/index.ts";
import { workspaceManage } from "../own-rights.ts";
import { ROLES } from "../roles.ts";
import { readSecondFactorRule, setSecondFactorRule } from "./second-factor.ts";

const SecondFactorRule = Type.Object(
  {
    roles: Type.Array(OneOf(ROLES), {
      maxItems: ROLES.length,
      description: "Who needs a second factor; none: nobody.",
    }),
    from: Nullable(
      Type.String({ format: "date", description: "The day, in the workspace's time zone, that it begins with; null: it holds already." }),
    ),
  },
  { additionalProperties: false },
);

/** What a workspace asks of whoever works in it. */
export function accessRuleRoutes(app: App, { db }: { db: Database }) {
  const access = { config: { access: workspaceManage } };

  app.get(
    "/workspace/second-factor",
    { ...access, schema: { tags: ["Team"], summary: "Who needs a second factor", response: { 200: SecondFactorRule } } },
    ({ ctx }) => ctx.transaction(readSecondFactorRule),
  );

  app.put(
    "/workspace/second-factor",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "Let roles need a second factor",
        description:
          "Whoever has none may do nothing but set it up from that day on: other routes answer `team.second_factor_required`. API keys and logins of the workspace's provider are not concerned. Whoever sets it needs one of their own.",
        body: SecondFactorRule,
        response: { 200: SecondFactorRule },
      },
    },
    ({ ctx, body }) => setSecondFactorRule(ctx, db, body),
  );
}
