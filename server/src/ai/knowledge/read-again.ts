import { type Ctx, notFound } from "../../platform/index.ts";
import { type KnowledgeDocument, readDocument } from "./document.ts";
import { changeDocument } from "./keep-document.ts";
import { readPageSource, type SourceParts } from "./read-source.ts";

/** What a page says now. What could not be read leaves what was there, with the reason. @throws {AppError} platform.not_found for what is no web page */
export async function readAgain(ctx: Ctx, parts: SourceParts, id: string): Promise<KnowledgeDocument> {
  const { kind, url, publishedVersion } = await ctx.transaction((tx) => readDocument(tx, id));
  if (kind !== "web_page" || url === null) throw notFound({ what: "web page" });
  const source = await readPageSource(parts, ctx.workspaceId, url);
  const change = source.hasFailed ? {} : { body: source.markdown };
  return changeDocument(ctx, id, change, publishedVersion !== null && !source.hasFailed, source);
}
