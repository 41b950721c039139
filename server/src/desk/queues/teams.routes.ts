import { Type } from "typebox";
import { type App, idSchema } from "../../platform/index.ts";
import { deskManage, deskServe, deskWatch } from "../rights.ts";
import { archiveReason, changeReason, listReasons, makeReason } from "./close-reasons.ts";
import { changeTeam, listTeams, makeTeam, removeTeam } from "./teams.ts";

const closed = { additionalProperties: false };
const Name = Type.String({ minLength: 1, maxLength: 80, pattern: "\\S" });
const TeamInput = Type.Object({ name: Name, memberIds: Type.Array(idSchema("member"), { maxItems: 1000, uniqueItems: true }) }, closed);
const Team = Type.Object({ id: idSchema("team"), name: Type.String(), memberIds: Type.Array(Type.String()) });
const ReasonInput = Type.Object(
  { name: Name, asksRating: Type.Boolean({ description: "Whether the contact is asked how it was." }) },
  closed,
);
const Reason = Type.Object({ id: idSchema("reason"), name: Type.String(), asksRating: Type.Boolean() });
const teamParams = Type.Object({ teamId: idSchema("team") });
const reasonParams = Type.Object({ reasonId: idSchema("reason of closing") });
const Done = { 204: Type.Null() };

/** Teams that serve queues together, and why tickets are closed. */
export function teamRoutes(app: App) {
  const tags = ["Desk"];
  app.get(
    "/desk/teams",
    {
      config: { access: deskWatch },
      schema: { tags, summary: "Teams and their people", response: { 200: Type.Object({ items: Type.Array(Team) }) } },
    },
    async ({ ctx }) => ({ items: await listTeams(ctx) }),
  );
  app.post(
    "/desk/teams",
    { config: { access: deskManage }, schema: { tags, summary: "Make a team", body: TeamInput, response: { 201: Team } } },
    async ({ ctx, body }, reply) => reply.code(201).send(await makeTeam(ctx, body)),
  );
  app.put(
    "/desk/teams/:teamId",
    {
      config: { access: deskManage },
      schema: {
        tags,
        summary: "Change a team; the queues that it serves follow",
        params: teamParams,
        body: TeamInput,
        response: { 200: Team },
      },
    },
    ({ ctx, params, body }) => changeTeam(ctx, params.teamId, body),
  );
  app.delete(
    "/desk/teams/:teamId",
    { config: { access: deskManage }, schema: { tags, summary: "Remove a team", params: teamParams, response: Done } },
    async ({ ctx, params }, reply) => {
      await removeTeam(ctx, params.teamId);
      return reply.code(204).send(null);
    },
  );
  app.get(
    "/desk/close-reasons",
    {
      config: { access: deskServe },
      schema: { tags, summary: "Why tickets are closed", response: { 200: Type.Object({ items: Type.Array(Reason) }) } },
    },
    async ({ ctx }) => ({ items: await listReasons(ctx) }),
  );
  app.post(
    "/desk/close-reasons",
    { config: { access: deskManage }, schema: { tags, summary: "Add a reason of closing", body: ReasonInput, response: { 201: Reason } } },
    async ({ ctx, body }, reply) => reply.code(201).send(await makeReason(ctx, body)),
  );
  app.put(
    "/desk/close-reasons/:reasonId",
    {
      config: { access: deskManage },
      schema: { tags, summary: "Change a reason of closing", params: reasonParams, body: ReasonInput, response: { 200: Reason } },
    },
    ({ ctx, params, body }) => changeReason(ctx, params.reasonId, body),
  );
  app.delete(
    "/desk/close-reasons/:reasonId",
    {
      config: { access: deskManage },
      schema: { tags, summary: "Offer a reason of closing no longer", params: reasonParams, response: Done },
    },
    async ({ ctx, params }, reply) => {
      await archiveReason(ctx, params.reasonId);
      return reply.code(204).send(null);
    },
  );
}
