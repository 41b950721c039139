import { createHmac } from "node:crypto";
import {
  type App,
  type Clock,
  type Database,
  isId,
  type Logger,
  type Secrets,
  type Storage,
  sameSecret,
  sql,
} from "../../platform/index.ts";
import { serveFile } from "./serve-file.ts";

/** Long enough for a person who opens a link some days later. */
const LIFE_MS = 7 * 24 * 60 * 60_000;

const FILE_LINK_PURPOSE = "file links";

export interface FileLinks {
  /** A public address of one file: whoever has it can fetch the file until it ends. */
  make(workspaceId: string, attachmentId: string): string;
  /** Which file a token names; null when it is not ours, was changed, or has ended. */
  read(token: string): { workspaceId: string; attachmentId: string } | null;
}

/** Addresses of files for providers and people without a login. Nothing is stored: the token is signed. */
export function createFileLinks({ secrets, clock, publicUrl }: { secrets: Secrets; clock: Clock; publicUrl: string }): FileLinks {
  const sign = (claim: string, key: Buffer) => createHmac("sha256", key).update(claim).digest().subarray(0, 18).toString("base64url");
  return {
    make(workspaceId, attachmentId) {
      const claim = `${workspaceId}.${attachmentId}.${(clock.now().getTime() + LIFE_MS).toString(36)}`;
      return `${publicUrl}/files/${claim}.${sign(claim, secrets.derive(FILE_LINK_PURPOSE))}`;
    },
    read(token) {
      const [workspaceId = "", attachmentId = "", end = "", signature = ""] = token.split(".");
      const claim = `${workspaceId}.${attachmentId}.${end}`;
      if (!secrets.accepted(FILE_LINK_PURPOSE).some(({ key }) => sameSecret(sign(claim, key), signature))) return null;
      if (!isId(workspaceId) || !isId(attachmentId) || Number.parseInt(end, 36) < clock.now().getTime()) return null;
      return { workspaceId, attachmentId };
    },
  };
}

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  storage: Storage;
  fileLinks: FileLinks;
}

/** `GET /files/:token`, for everyone who has the address. */
export function fileLinkRoutes(app: App, { db, storage, fileLinks }: Parts) {
  app.get<{ Params: { token: string } }>(
    "/files/:token",
    { config: { rateLimit: { max: 300, timeWindow: 60_000 } } },
    async (request, reply) => {
      const named = fileLinks.read(request.params.token);
      const file =
        named === null
          ? null
          : await db.inWorkspace(named.workspaceId, (tx) =>
              tx.maybeOne(sql<{ key: string; mediaType: string | null; fileName: string | null }>`
      select a.storage_key as key, a.media_type as "mediaType", a.file_name as "fileName" from attachments a
      left join messages m on m.workspace_id = a.workspace_id and m.id = a.message_id
      where a.id = ${named.attachmentId} and a.state = 'stored' and m.deleted_at is null`),
            );
      if (file === null) return reply.code(404).type("text/plain").send("This link has ended.");
      const { key, fileName } = file;
      return serveFile(reply, storage, {
        key,
        mediaType: file.mediaType ?? "application/octet-stream",
        fileName,
        range: request.headers.range,
      });
    },
  );
}
