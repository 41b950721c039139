import { Type } from "typebox";
import { type App, Nullable } from "../../platform/index.ts";
import { workspaceManage } from "../own-rights.ts";
import { SIGN_ON_PATH } from "./pending.ts";
import { readProvider, removeProvider, setProvider } from "./provider.ts";
import type { SignOnParts } from "./sign-on.routes.ts";

const Label = Type.String({ minLength: 1, maxLength: 60, pattern: "\\S", description: "Everybody who opens the login page reads it." });
const Issuer = Type.String({ maxLength: 500, pattern: "^https?://[^\\s?#]+$", description: "As the provider writes it, to the letter." });
const ClientId = Type.String({ minLength: 1, maxLength: 500 });

/** Who vouches for the logins of the workspace. Owners alone set it. */
export function providerRoutes(app: App, parts: SignOnParts) {
  const access = { config: { access: workspaceManage } };
  const returnAddress = `${parts.config.publicUrl}${SIGN_ON_PATH}/return`;
  const Shown = Type.Object({
    provider: Nullable(Type.Object({ label: Type.String(), issuer: Type.String(), clientId: Type.String() })),
    returnAddress: Type.String({ description: "What the provider has to be told to send browsers back to." }),
  });

  app.get(
    "/workspace/single-sign-on",
    { ...access, schema: { tags: ["Team"], summary: "The provider of logins", response: { 200: Shown } } },
    async ({ ctx }) => ({ provider: await ctx.transaction(readProvider), returnAddress }),
  );

  app.put(
    "/workspace/single-sign-on",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "Set the provider of logins (OpenID Connect)",
        description:
          "It is asked at once. Without a secret the present one stays; it belongs to its issuer. Another issuer ends the sessions of this one.",
        body: Type.Object(
          { label: Label, issuer: Issuer, clientId: ClientId, secret: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })) },
          { additionalProperties: false },
        ),
        response: { 200: Shown },
      },
    },
    async ({ ctx, body }) => ({ provider: await setProvider(ctx, parts, body), returnAddress }),
  );

  app.delete(
    "/workspace/single-sign-on",
    {
      ...access,
      schema: {
        tags: ["Team"],
        summary: "Remove the provider of logins; its sessions and links end",
        response: { 200: Type.Object({ done: Type.Boolean() }) },
      },
    },
    async ({ ctx }) => {
      await removeProvider(ctx, parts.db);
      return { done: true };
    },
  );
}
