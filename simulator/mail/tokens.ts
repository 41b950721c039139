import type { FastifyInstance, FastifyRequest } from "fastify";
import { findAccount, type World } from "../state.ts";

/**
 * Where refresh tokens become access tokens. As at Microsoft, each answer brings a new refresh token; those before stay good. Of
 * access tokens only the last is. @source RFC 6749, section 6
 */
export function tokenRoutes(app: FastifyInstance, world: World) {
  app.post("/mail/token", async (request: FastifyRequest<{ Body: Record<string, string> }>, reply) => {
    const { grant_type: grant, refresh_token: refreshToken, client_id: client, client_secret: secret } = request.body;
    const account = findAccount(
      world,
      "email",
      ({ values }) =>
        grant === "refresh_token" &&
        refreshToken !== undefined &&
        values["oauthRefreshToken"]?.split(" ").includes(refreshToken) === true &&
        values["oauthClientId"] === client &&
        values["oauthClientSecret"] === secret,
    );
    if (account === undefined) return reply.code(400).send({ error: "invalid_grant", error_description: "The refresh token has expired." });
    const { values } = account;
    const next = `refresh-${world.nextId()}`;
    values["oauthRefreshToken"] += ` ${next}`;
    values["accessToken"] = `access-${world.nextId()}`;
    return { token_type: "Bearer", access_token: values["accessToken"], expires_in: 3600, refresh_token: next };
  });
}
