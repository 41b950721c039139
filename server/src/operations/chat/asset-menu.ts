import type { OutboundContent } from "../../../../content/content.ts";
import { createTap, lendFile, type TapOffer, tap } from "../../inbox/index.ts";
import { AppError, type Ctx, sql, type Tx } from "../../platform/index.ts";
import { openOrderIn } from "../orders/open-order.ts";
import { addMessageIn } from "../orders/order-files.ts";
import { readAssetWords } from "./asset-words.ts";
import { type ChatGround, sayOf, systemCtx, technicianCtx } from "./chat-ground.ts";
import { tapEnds } from "./order-buttons.ts";

const ENTRIES = ["ticket", "history", "manual", "facts"] as const;
type Entry = (typeof ENTRIES)[number];
const verbOf = (entry: Entry): string => `asset_${entry}`;

interface Scanned {
  id: string;
  code: string;
  name: string;
  siteName: string | null;
  manualId: string | null;
  facts: Record<string, string>;
}

/** By what its label says, or by the code that people read on it; case and accents are alike. */
const findScanned = (tx: Tx, code: string): Promise<Scanned | null> =>
  tx.maybeOne(sql<Scanned>`select ${SCANNED} where a.workspace_id = current_workspace() and a.archived_at is null
    and (a.label_code = lower(${code}) or a.folded_code = prosa_fold(${code})) order by a.label_code = lower(${code}) desc limit 1`);

const SCANNED = sql`a.id, a.code, a.name, a.manual_id as "manualId",
  (select s.name from sites s where s.workspace_id = a.workspace_id and s.id = a.site_id) as "siteName",
  jsonb_strip_nulls(jsonb_build_object('', nullif(concat_ws(' ', a.manufacturer, a.model), ''), 'Nº', nullif(a.serial, ''))) || a.specifications as facts
  from assets a`;

/** A label was scanned: what can be done with the asset. Who is no technician may only open a ticket. @returns whether there is such an asset */
export async function answerScan(
  tx: Tx,
  ctx: Ctx,
  ground: ChatGround,
  said: { conversationId: string; writerId: string },
  code: string,
): Promise<boolean> {
  const words = await readAssetWords(tx);
  const asset = await findScanned(tx, code);
  const isOurs = (await technicianCtx(tx, ground, ctx, said.writerId)) !== null;
  const content = asset === null ? text(words.unknown) : await menu(tx, ctx, words, asset, said.writerId, isOurs);
  await sayOf(tx, ctx, ground, { conversationId: said.conversationId, orderId: null, content });
  return asset !== null;
}

const text = (said: string): OutboundContent => ({ kind: "text", text: said });

async function menu(
  tx: Tx,
  ctx: Ctx,
  words: Awaited<ReturnType<typeof readAssetWords>>,
  asset: Scanned,
  contactId: string,
  isOurs: boolean,
): Promise<OutboundContent> {
  const entries = isOurs ? ENTRIES.filter((entry) => entry !== "manual" || asset.manualId !== null) : (["ticket"] as const);
  const rows = [];
  for (const entry of entries)
    rows.push({
      id: await createTap(
        tx,
        { verb: verbOf(entry), detail: { assetId: asset.id, isOurs }, expiresAt: tapEnds(ctx.now()), contactId },
        ctx.now(),
      ),
      title: words.entries[entry],
    });
  const head = [`${asset.code} · ${asset.name}`, isOurs ? (asset.siteName ?? "") : ""].filter((line) => line !== "").join("\n");
  if (rows.length <= 3) return { kind: "buttons", text: head, buttons: rows };
  return { kind: "list", text: head, button: words.choose, sections: [{ title: words.choose, rows }] };
}

/** The entries of the menu. */
export const assetTaps = (ground: ChatGround): TapOffer[] =>
  ENTRIES.map((entry) =>
    tap({
      verb: verbOf(entry),
      async act(tx, { workspaceId, conversationId, contactId, detail, messageId, now }) {
        const ctx = systemCtx(ground, workspaceId, `tap ${messageId}`);
        const words = await readAssetWords(tx);
        const assetId = String(detail["assetId"]);
        const asset = await tx.maybeOne(sql<Scanned>`select ${SCANNED} where a.id = ${assetId} and a.archived_at is null`);
        if (asset === null) return text(words.unknown);
        if (entry !== "ticket" && (await technicianCtx(tx, ground, ctx, contactId)) === null) return text(words.onlyTicket);
        switch (entry) {
          case "ticket":
            await tx.run(sql`
              insert into work_order_questions (workspace_id, conversation_id, order_id, wanted, detail, asked_at)
              values (${workspaceId}, ${conversationId}, null, 'ticket', ${JSON.stringify({ assetId })}, ${now})
              on conflict (workspace_id, conversation_id) do update set order_id = null, wanted = 'ticket', detail = excluded.detail, asked_at = excluded.asked_at`);
            return text(words.askProblem(asset.code));
          case "history":
            return text((await historyOf(tx, assetId)) || words.noHistory);
          case "manual":
            return asset.manualId === null ? text(words.noManual) : manualOf(tx, ctx, ground, asset.manualId, conversationId);
          case "facts":
            return text(
              [
                `${asset.code} · ${asset.name}`,
                ...Object.entries(asset.facts).map(([name, value]) => (name === "" ? value : `${name}: ${value}`)),
              ].join("\n"),
            );
        }
      },
    }),
  );

/** The manual as a document; one that is away, in the archive say, as a link that brings it. */
async function manualOf(tx: Tx, ctx: Ctx, ground: ChatGround, attachmentId: string, conversationId: string): Promise<OutboundContent> {
  try {
    return { kind: "document", attachmentId: await lendFile(tx, ctx, { attachmentId, conversationId }) };
  } catch (error) {
    // Thrown before anything is written.
    if (!(error instanceof AppError)) throw error;
    return text(ground.parts.fileLinks.make(ctx.workspaceId, attachmentId));
  }
}

/** The last five orders, a line each. */
async function historyOf(tx: Tx, assetId: string): Promise<string> {
  const orders = await tx.many(sql<{ line: string }>`
    select o.code || ' · ' || to_char(o.created_at at time zone w.time_zone, 'DD/MM/YY') || ' · ' || coalesce(nullif(o.solution, ''), o.title) as line
    from work_orders o join workspaces w on w.id = o.workspace_id
    where o.workspace_id = current_workspace() and o.asset_id = ${assetId} order by o.created_at desc, o.id desc limit 5`);
  return orders.map(({ line }) => line.slice(0, 300)).join("\n");
}

interface Report {
  id: string;
  conversationId: string;
  writerId: string;
  text: string;
}

/** What was said after "open a ticket" is what is wrong: an order opens, and is confirmed with its number. */
export async function openTicket(tx: Tx, ctx: Ctx, ground: ChatGround, report: Report, assetId: string): Promise<void> {
  const words = await readAssetWords(tx);
  const { name } = await tx.one(
    sql<{ name: string }>`select coalesce(name, profile_name, '?') as name from contacts where id = ${report.writerId}`,
  );
  const actor = { kind: "contact" as const, id: report.writerId, name, capabilities: new Set<string>(), sight: { kind: "all" as const } };
  const asContact: Ctx = { ...ctx, actor };
  const said = report.text.trim();
  const title = (said.split("\n")[0] ?? "").slice(0, 200) || words.photoTitle;
  const order = await openOrderIn(tx, asContact, {
    title,
    description: said === title ? "" : said.slice(0, 4_000),
    origin: "qr_code",
    priority: "normal",
    assetId,
    conversationId: report.conversationId,
  });
  await addMessageIn(tx, asContact, order, report.id);
  await tx.run(sql`delete from work_order_questions where conversation_id = ${report.conversationId}`);
  await sayOf(tx, ctx, ground, { conversationId: report.conversationId, orderId: order.id, content: text(words.opened(order.code)) });
}
