import { Type } from "typebox";
import { type App, idSchema, Nullable, OneOf, tooManyRequests } from "../platform/index.ts";
import { Done, type LoginRouteParts } from "./login-steps.ts";
import { workspaceCreate } from "./own-rights.ts";
import { addOwnWorkspace, enterWorkspace, personOf, readOwnWorkspaces } from "./own-workspaces.ts";
import { ROLES } from "./roles.ts";
import { WorkspaceFacts } from "./workspace.routes.ts";

const OwnWorkspace = Type.Object({
  id: idSchema("workspace"),
  name: Type.String(),
  role: OneOf(ROLES),
  roleName: Nullable(Type.String({ description: "Of that workspace's own role." })),
  isCurrent: Type.Boolean({ description: "The one that this login is in." }),
});

/** The workspaces that a person belongs to. Reached whatever the one they are in asks for: it is the way out of it. */
export function ownWorkspaceRoutes(app: App, { db, clock, attempts }: Pick<LoginRouteParts, "db" | "clock" | "attempts">) {
  const own = { config: { access: "before_rules" as const } };

  app.get(
    "/me/workspaces",
    {
      ...own,
      schema: {
        tags: ["Login"],
        summary: "Workspaces that I belong to",
        response: { 200: Type.Object({ items: Type.Array(OwnWorkspace) }) },
      },
    },
    async ({ ctx }) => ({ items: await readOwnWorkspaces(db, ctx) }),
  );

  app.put(
    "/me/workspace",
    {
      ...own,
      schema: {
        tags: ["Login"],
        summary: "Go into another of my workspaces",
        description:
          "Every later request of this login is about it, from all tabs; one that still names the workspace before (header `x-prosa-workspace`) is refused with `team.other_workspace`. What the other one asks for (second factor, length of logins, addresses) holds from then on.",
        body: Type.Object({ workspaceId: idSchema("workspace") }, { additionalProperties: false }),
        response: { 200: Done },
      },
    },
    async ({ ctx, body }) => {
      await enterWorkspace({ db, clock }, ctx, body.workspaceId);
      return { done: true };
    },
  );

  app.post(
    "/workspaces",
    {
      config: { access: workspaceCreate },
      schema: {
        tags: ["Team"],
        summary: "Create one more workspace in this installation",
        description: "Whoever asks is its owner, and goes into it by `PUT /me/workspace`. Nothing is shared between workspaces.",
        body: Type.Pick(WorkspaceFacts, ["name", "language", "timeZone"], { additionalProperties: false }),
        response: { 201: Type.Object({ workspaceId: idSchema("workspace") }) },
      },
    },
    async ({ ctx, body }, reply) => {
      if (!(await attempts.count("new_workspace", personOf(ctx).userId))) throw tooManyRequests({ retryAfterSeconds: 3600 });
      return reply.code(201).send({ workspaceId: await addOwnWorkspace({ db, clock }, ctx, body) });
    },
  );
}
