import { Type } from "typebox";
import { type App, type Clock, type Database, defineError, publicRoute, sameSecret } from "../platform/index.ts";
import type { Login } from "./login.ts";
import { normaliseEmail } from "./login.ts";
import { createWorkspace, isEmptyInstallation, setupDone } from "./workspaces.ts";

const badSetupToken = defineError("team.bad_setup_token", 403, "The set-up link is not the one that the program printed when it started.");

/** The first workspace of a fresh installation, for whoever can read what the program printed. */
export function setupRoutes(
  app: App,
  { db, clock, login, setupToken }: { db: Database; clock: Clock; login: Login; setupToken: string | undefined },
) {
  const body = Type.Object(
    {
      token: Type.String({ minLength: 20, maxLength: 200 }),
      workspaceName: Type.String({ minLength: 1, maxLength: 120 }),
      language: Type.Union([Type.Literal("pt-BR"), Type.Literal("en"), Type.Literal("es")]),
      timeZone: Type.String({ minLength: 3, maxLength: 60, pattern: "^[A-Za-z0-9_+/-]+$" }),
      name: Type.String({ minLength: 1, maxLength: 120 }),
      email: Type.String({ minLength: 3, maxLength: 254, pattern: "^[^@\\s]+@[^@\\s]+$" }),
      password: Type.String({ minLength: 10, maxLength: 200 }),
    },
    { additionalProperties: false },
  );
  const limited = { ...publicRoute, rateLimit: { max: 10, timeWindow: 60_000 } };
  app.post(
    "/setup",
    {
      config: limited,
      schema: {
        tags: ["Login"],
        summary: "Create the first workspace and its owner",
        body,
        response: { 201: Type.Object({ workspaceId: Type.String() }) },
      },
    },
    async ({ body }, reply) => {
      if (!(await isEmptyInstallation(db))) throw setupDone();
      if (setupToken === undefined || !sameSecret(body.token, setupToken)) throw badSetupToken();
      const { workspaceId } = await createWorkspace(
        { db, clock, login },
        {
          name: body.workspaceName,
          language: body.language,
          timeZone: body.timeZone,
          owner: { name: body.name, email: normaliseEmail(body.email), password: body.password },
        },
        { onlyFirst: true },
      );
      return reply.code(201).send({ workspaceId });
    },
  );
}
