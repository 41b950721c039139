import { type Ctx, newId, notFound, type SealedOffer, type Secrets, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { authorOf } from "../documents/flow.ts";
import { credentialNameTaken } from "../errors.ts";

/** What an HTTP block shows at another's door: people see its name, the secret leaves only towards its host. */
export interface Credential {
  id: string;
  name: string;
  header: string;
  host: string;
  madeBy: string;
  createdAt: Date;
}

export interface NewCredential {
  name: string;
  /** `Authorization`, say. */
  header: string;
  /** What stands in that header. */
  value: string;
  /** The only one that is ever given it. */
  host: string;
}

const columns = sql`id, name, header, host, made_by_name as "madeBy", created_at as "createdAt"`;
const placeOf = (workspaceId: string, rowId: string) => ({ workspaceId, table: "flow_credentials", rowId, column: "sealed" });

export const listCredentials = (ctx: Ctx): Promise<Credential[]> =>
  ctx.transaction((tx) => tx.many(sql<Credential>`select ${columns} from flow_credentials order by prosa_fold(name), id limit 500`));

/** @throws {AppError} flows.credential_name_taken */
export function keepCredential(ctx: Ctx, secrets: Secrets, { name, header, value, host }: NewCredential): Promise<Credential> {
  return ctx.transaction(async (tx) => {
    const id = newId();
    const made = await tx.maybeOne(sql<Credential>`
      insert into flow_credentials (workspace_id, id, name, header, host, sealed, made_by_name, created_at)
      values (${ctx.workspaceId}, ${id}, ${name}, ${header}, ${host.toLowerCase()}, ${secrets.encrypt(value, placeOf(ctx.workspaceId, id))}, ${authorOf(ctx).name}, ${ctx.now()})
      on conflict do nothing returning ${columns}`);
    if (made === null) throw credentialNameTaken({ name });
    const detail = { name, header, host };
    await recordAudit(tx, ctx, { action: "flow_credential.made", subjectKind: "flow_credential", subjectId: id, detail });
    return made;
  });
}

/** Blocks that name it fail from now on, at their exit for it. @throws {AppError} platform.not_found */
export function removeCredential(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const gone = await tx.maybeOne(sql<{ name: string }>`delete from flow_credentials where id = ${id} returning name`);
    if (gone === null) throw notFound({ what: "credential" });
    await recordAudit(tx, ctx, { action: "flow_credential.removed", subjectKind: "flow_credential", subjectId: id, detail: gone });
  });
}

/** The header and its host, opened for one request. Null when it is gone. */
export async function openCredential(
  tx: Tx,
  secrets: Secrets,
  workspaceId: string,
  id: string,
): Promise<{ header: string; host: string; value: string } | null> {
  const row = await tx.maybeOne(sql<{ header: string; host: string; sealed: string }>`
    select header, host, sealed from flow_credentials where id = ${id}`);
  return row === null ? null : { header: row.header, host: row.host, value: secrets.decrypt(row.sealed, placeOf(workspaceId, id)) };
}

/** So that a change of the secret key covers them. */
export const sealedFlowCredentials = (secrets: Secrets): SealedOffer => ({
  offer: "sealed",
  what: "credentials of flows",
  scope: "workspace",
  async reseal(tx, limit, workspaceId) {
    const rows = await tx.many(sql<{ id: string; sealed: string }>`
      select id, sealed from flow_credentials where not starts_with(sealed, ${secrets.currentPrefix}) order by id limit ${limit} for update`);
    for (const { id, sealed } of rows)
      await tx.run(sql`update flow_credentials set sealed = ${secrets.reencrypt(sealed, placeOf(workspaceId, id))} where id = ${id}`);
    return rows.length;
  },
});
