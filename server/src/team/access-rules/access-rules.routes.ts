import { Type } from "typebox";
import { type App, type Database, Nullable, OneOf } from "../../platform/index.ts";
import { workspaceManage } from "../own-rights.ts";
import { ROLES } from "../roles.ts";
import { readAddressRule, setAddressRule } from "./addresses.ts";
import { readSecondFactorRule, setSecondFactorRule } from "./second-factor.ts";
import { readSessionRule, setSessionRule } from "./sessions.ts";

const OwnRoleIds = Type.Array(Type.String({ format: "uuid" }), { maxItems: 100, description: "The same, of the workspace's own roles." });
const factorRule = {
  roles: Type.Array(OneOf(ROLES), {
    maxItems: ROLES.length,
    description: "Who needs a second factor, also by a role that starts from one of these; none: nobody.",
  }),
  from: Nullable(
    Type.String({ format: "date", description: "The day, in the workspace's time zone, that it begins with; null: it holds already." }),
  ),
};
const SecondFactorRule = Type.Object({ ...factorRule, roleIds: OwnRoleIds });
const NewSecondFactorRule = Type.Object({ ...factorRule, roleIds: Type.Optional(OwnRoleIds) }, { additionalProperties: false });

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

const Ranges = (who: string) =>
  Type.Array(Type.String({ maxLength: 60 }), {
    maxItems: 100,
    description: `From where ${who} may come: addresses and ranges (CIDR), IPv4 or IPv6. None: from everywhere.`,
  });
const AddressRule = Type.Object({ members: Ranges("members"), keys: Ranges("API keys") }, { additionalProperties: false });

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
          "Whoever has none may do nothing but set it up from that day on: other routes answer `team.second_factor_required`. API keys and logins of the workspace's provider are not concerned. Whoever sets it needs one of their own. Without `roleIds` those that are named stay.",
        body: NewSecondFactorRule,
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

  app.get(
    "/workspace/address-rule",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "From where members and keys may come",
        response: {
          200: Type.Object({ ...AddressRule.properties, ownAddress: Type.String({ description: "From where this was asked." }) }),
        },
      },
    },
    async ({ ctx, ip }) => ({ ...(await ctx.transaction(readAddressRule)), ownAddress: ip }),
  );

  app.put(
    "/workspace/address-rule",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "Let members and keys come from some addresses only",
        description:
          "From elsewhere every route answers `team.address_not_allowed`; such a try is in the audit log, once an hour. Webhooks of providers, the widget and public pages are not concerned. Behind a proxy its address has to be in `PROSA_TRUSTED_PROXIES`.",
        body: AddressRule,
        response: { 200: AddressRule },
      },
    },
    ({ ctx, body }) => setAddressRule(ctx, body),
  );
}
