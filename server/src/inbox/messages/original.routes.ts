import { fileTypeFromBuffer } from "file-type";
import { Type } from "typebox";
import { type App, type Ctx, type GuardedClient, idSchema, Nullable, notFound, sql } from "../../platform/index.ts";
import { messageVisibleTo } from "../conversations/sight.ts";
import { conversationsRead } from "../rights.ts";
import { cleanPage } from "./page-cleaner.ts";

const MAX_PICTURES = 30;
const MAX_PICTURE_BYTES = 2 * 1024 * 1024;
const MAX_PICTURES_BYTES = 10 * 1024 * 1024;
const PICTURE_TIMEOUT_MS = 8_000;

interface Original {
  text: string | null;
  html: string | null;
}

/** A mail as it came: its whole words, and its HTML as a page that can only be looked at. */
export function originalRoutes(app: App, { http }: { http: GuardedClient }) {
  const read = { config: { access: conversationsRead } };
  const params = Type.Object({ messageId: idSchema("message") });

  app.get(
    "/messages/:messageId/original",
    {
      ...read,
      schema: {
        tags: ["Messages"],
        summary: "A shortened message as it came",
        params,
        response: {
          200: Type.Object({
            text: Nullable(Type.String({ description: "All of its words; null when the timeline shows all." })),
            hasPage: Type.Boolean({ description: "It came as HTML too: see `/original/page`." }),
            remoteImages: Type.Integer({ description: "Pictures that lie elsewhere and are not fetched unless asked for." }),
          }),
        },
      },
    },
    async ({ ctx, params }) => {
      const { text, html } = await findOriginal(ctx, params.messageId);
      const page = html === null ? null : await cleanPage(html);
      // A page that cannot be cleaned is not shown; its words are.
      const words = text === null && html !== null && page === null ? await findText(ctx, params.messageId) : text;
      return { text: words, hasPage: page !== null, remoteImages: page?.remoteImages.length ?? 0 };
    },
  );

  app.get(
    "/messages/:messageId/original/page",
    {
      ...read,
      schema: {
        tags: ["Messages"],
        summary: "The HTML of a mail, cleaned, as a page for a sandboxed frame",
        params,
        querystring: Type.Object({
          images: Type.Optional(
            Type.Boolean({ description: "Fetch pictures from elsewhere, through this server. The sender may see that." }),
          ),
        }),
      },
    },
    async ({ ctx, params, query }, reply) => {
      const { html } = await findOriginal(ctx, params.messageId);
      if (html === null) throw notFound({ what: "page" });
      const bare = await cleanPage(html);
      const page = query.images === true && bare !== null ? await cleanPage(html, await fetchPictures(bare.remoteImages)) : bare;
      if (page === null) throw notFound({ what: "page" });
      return reply
        .header("content-security-policy", PAGE_POLICY)
        .header("x-frame-options", "SAMEORIGIN")
        .header("cache-control", "private, no-store")
        .type("text/html; charset=utf-8")
        .send(`<!doctype html><meta charset="utf-8"><base target="_blank"><style>${PAGE_STYLE}</style><body dir="auto">${page.html}`);
    },
  );

  /** As data URLs: the page itself never calls anybody. What is no picture, too large or private is left out. */
  async function fetchPictures(addresses: string[]): Promise<Map<string, string>> {
    const pictures = new Map<string, string>();
    let total = 0;
    await Promise.all(
      addresses.slice(0, MAX_PICTURES).map(async (url) => {
        try {
          const { status, body } = await http({ url, timeoutMs: PICTURE_TIMEOUT_MS, maxBytes: MAX_PICTURE_BYTES, maxRedirects: 3 });
          const type = (await fileTypeFromBuffer(body))?.mime ?? "";
          total += body.length;
          if (status === 200 && /^image\/(png|jpeg|gif|webp)$/.test(type) && total <= MAX_PICTURES_BYTES)
            pictures.set(url, `data:${type};base64,${body.toString("base64")}`);
        } catch {
          // One picture that does not come is no reason to show none.
        }
      }),
    );
    return pictures;
  }
}

/** No script, no address but the page's own pictures; links open a page of their own. */
const PAGE_POLICY = [
  "sandbox allow-popups allow-popups-to-escape-sandbox",
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

const PAGE_STYLE =
  "body{margin:16px;font:14px/1.5 system-ui,sans-serif;color:#1c1f1e;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}blockquote{margin:0 0 0 8px;padding-left:8px;border-left:2px solid #ccc}";

async function findOriginal(ctx: Ctx, messageId: string): Promise<Original> {
  const original = await ctx.transaction((tx) =>
    tx.maybeOne(sql<Original>`
      select o.text, o.html from message_originals o join messages m on m.workspace_id = o.workspace_id and m.id = o.message_id
      where o.workspace_id = ${ctx.workspaceId} and o.message_id = ${messageId} and m.deleted_at is null and ${messageVisibleTo(ctx.actor)}`),
  );
  if (original === null) throw notFound({ what: "original" });
  return original;
}

async function findText(ctx: Ctx, messageId: string): Promise<string | null> {
  const message = await ctx.transaction((tx) =>
    tx.maybeOne(sql<{ text: string | null }>`select text from messages where workspace_id = ${ctx.workspaceId} and id = ${messageId}`),
  );
  return message?.text ?? null;
}
