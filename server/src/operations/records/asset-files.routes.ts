import { Type } from "typebox";
import { keepFile, readKeptFile, serveFile } from "../../inbox/index.ts";
import { type App, type Ctx, idSchema, Nullable, notFound, type Storage, sql } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { assetChanged } from "../events.ts";
import { operationsRead, operationsWrite } from "../rights.ts";
import { assets } from "./assets.ts";
import { announceRecord, readRecord } from "./record.ts";

const KINDS = ["photo", "manual"] as const;
type Kind = (typeof KINDS)[number];
const COLUMNS: Readonly<Record<Kind, ReturnType<typeof sql>>> = { photo: sql`photo_id`, manual: sql`manual_id` };

/** The photo and the manual of an asset. */
export function assetFileRoutes(app: App, storage: Pick<Storage, "read">) {
  const tags = ["Operations"];
  const params = Type.Object({ assetId: idSchema("asset") });
  for (const kind of KINDS) {
    app.put(
      `/assets/:assetId/${kind}`,
      {
        config: { access: operationsWrite },
        schema: {
          tags,
          summary: `Keep a file that was uploaded (\`POST /uploads\`) as the ${kind} of an asset; null takes it away`,
          params,
          body: Type.Object({ attachmentId: Nullable(idSchema("attachment")) }, { additionalProperties: false }),
          response: { 204: Type.Null() },
        },
      },
      async ({ ctx, params, body }, reply) => {
        await setFile(ctx, params.assetId, kind, body.attachmentId);
        return reply.code(204).send(null);
      },
    );
    app.get(
      `/assets/:assetId/${kind}`,
      { config: { access: operationsRead }, schema: { tags, summary: `The ${kind} of an asset`, params } },
      async ({ ctx, params, headers }, reply) =>
        serveFile(reply, storage, { ...(await findFile(ctx, params.assetId, kind)), range: headers.range }),
    );
  }
}

function setFile(ctx: Ctx, assetId: string, kind: Kind, attachmentId: string | null): Promise<void> {
  return ctx.transaction(async (tx) => {
    await tx.run(assets.lock(assetId));
    await readRecord(tx, assets, assetId);
    if (attachmentId !== null) await keepFile(tx, ctx, attachmentId);
    await tx.run(sql`update assets set ${COLUMNS[kind]} = ${attachmentId}, updated_at = ${ctx.now()} where id = ${assetId}`);
    announceRecord(tx, ctx, assetChanged, assetId);
    await recordAudit(tx, ctx, { action: "asset.changed", subjectKind: "asset", subjectId: assetId, detail: { [kind]: attachmentId } });
  });
}

function findFile(ctx: Ctx, assetId: string, kind: Kind) {
  return ctx.transaction(async (tx) => {
    const row = await tx.maybeOne(sql<{ id: string | null }>`select ${COLUMNS[kind]} as id from assets where id = ${assetId}`);
    if (row?.id == null) throw notFound({ what: kind });
    return readKeptFile(tx, row.id, false);
  });
}
