import { Type } from "typebox";
import { type App, cursorSchema, limitSchema, listOf } from "../platform/index.ts";
import type { CheckParts } from "./documents/check-flow.ts";
import { publishFlow, restoreVersion } from "./documents/publish-flow.ts";
import { listVersions, readVersion } from "./documents/versions.ts";
import {
  DrawnVersionSchema,
  FlowSchema,
  flowParams,
  Note,
  presentFlow,
  presentVersion,
  VersionSchema,
  versionParams,
} from "./flow.schemas.ts";
import { flowsPublish, flowsRead } from "./rights.ts";

const tags = ["Flows"];
const Publishing = Type.Object({ note: Type.Optional(Note) }, { additionalProperties: false });

/** What was published, and publishing. */
export function versionRoutes(app: App, parts: CheckParts) {
  const read = { config: { access: flowsRead } };
  const publish = { config: { access: flowsPublish } };

  app.post(
    "/flows/:flowId/publish",
    {
      ...publish,
      schema: {
        tags,
        summary: "Make the draft what new runs take",
        description: "422 `flows.not_publishable` names every error. Runs that had begun keep the version of their beginning.",
        params: flowParams,
        body: Publishing,
        response: { 200: FlowSchema },
      },
    },
    async ({ ctx, params, body }) => presentFlow(await publishFlow(ctx, parts, params.flowId, body.note ?? "")),
  );

  app.get(
    "/flows/:flowId/versions",
    {
      ...read,
      schema: {
        tags,
        summary: "What was published, newest first",
        params: flowParams,
        querystring: Type.Object({ limit: Type.Optional(limitSchema), cursor: Type.Optional(cursorSchema) }),
        response: { 200: listOf(VersionSchema) },
      },
    },
    async ({ ctx, params, query: { limit = 50, cursor } }) => {
      const { items, nextCursor } = await listVersions(ctx, params.flowId, { limit, cursor });
      return { items: items.map(presentVersion), nextCursor };
    },
  );

  app.get(
    "/flows/:flowId/versions/:version",
    { ...read, schema: { tags, summary: "One version as it was drawn", params: versionParams, response: { 200: DrawnVersionSchema } } },
    async ({ ctx, params }) => presentVersion(await ctx.transaction((tx) => readVersion(tx, params.flowId, params.version))),
  );

  app.post(
    "/flows/:flowId/versions/:version/restore",
    {
      ...publish,
      schema: {
        tags,
        summary: "Publish an earlier version again, as the newest one",
        params: versionParams,
        body: Publishing,
        response: { 200: FlowSchema },
      },
    },
    async ({ ctx, params, body }) =>
      presentFlow(await restoreVersion(ctx, parts, params.flowId, params.version, body.note ?? `↶ ${params.version}`)),
  );
}
