import { Type } from "typebox";
import { type App, type Database, Nullable, OneOf } from "../../platform/index.ts";
import { workspaceManage } from "../own-rights.ts";
import { ROLES } from "../roles.ts";
import { readSecondFactorRule, setSecondFactorRule } from "./second-factor.ts";
import { readSessionRule, setSessionRule } from "./sessions.ts";

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

export const SessionRule = Type.Object(
  {
    longestMinutes: Nullable(
      Type.Integer({ minimum: 15, maximum: 129_600, description: "From signing in; 90 days at most. Null: without an end of its own." }),
    ),
    idleMinutes: Nullable(
      Type.Integer({
        minimum: 5,
        maximum: 20_160,
        description: "Without a request on behalf of a person: those with `x-prosa-unattended: 1` do not count. Null: 14 days.",
      }),
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

  app.get(
    "/workspace/session-rule",
    { ...access, schema: { tags: ["Team"], summary: "How long logins last", response: { 200: SessionRule } } },
    ({ ctx }) => ctx.transaction(readSessionRule),
  );

  app.put(
    "/workspace/session-rule",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "Set how long logins last",
        description: "A login that has come to its end answers `team.session_ended`, and pages that are open close within a minute.",
        body: SessionRule,
        response: { 200: SessionRule },
      },
    },
    ({ ctx, body }) => setSessionRule(ctx, body),
  );
}
