import { buffer } from "node:stream/consumers";
import {
  bytesOf,
  type Ctx,
  drawFacts,
  drawHead,
  drawHeading,
  drawPictures,
  drawRows,
  drawText,
  type Storage,
  sql,
  startPaper,
} from "../../platform/index.ts";
import { type Language, readWorkspace } from "../../team/index.ts";
import { type OrderDetail, type PartsOf, readDetail } from "../orders/order-detail.ts";
import { findFile } from "../orders/order-files.ts";
import { ORDER_WORDS, type OrderWords } from "./words.ts";

/** So many photos tell what was done; the others stand on the order's page. */
const MOST_PHOTOS = 24;
/** Of a photo on paper, in pixels. */
const WIDEST = 1_000;

interface Ground {
  storage: Pick<Storage, "read">;
  partsOf: PartsOf;
}

/** An order as a paper, in the workspace's language. @throws {AppError} platform.not_found */
export async function writeOrderPaper(ctx: Ctx, orderId: string, { storage, partsOf }: Ground): Promise<{ name: string; bytes: Buffer }> {
  const { order, facts } = await ctx.transaction(async (tx) => ({
    order: await readDetail(tx, ctx, orderId, partsOf),
    facts: {
      ...(await readWorkspace(tx)),
      ...(await tx.one(sql<{ name: string }>`select name from workspaces where id = current_workspace()`)),
    },
  }));
  const words = ORDER_WORDS[facts.language];
  const paper = await startPaper({ title: order.code, author: facts.name });
  drawHead(paper, { title: `${words.order} ${order.code}`, left: facts.name, right: `${order.title} · ${words.states[order.state]}` });
  drawFacts(paper, factsOf(order, words, whenIn(facts.language, facts.timeZone)));
  if (order.description !== "") {
    drawHeading(paper, words.description);
    drawText(paper, order.description);
  }
  if (order.checklist.length > 0) drawHeading(paper, words.checklist);
  for (const { text, doneAt, doneBy, note } of order.checklist)
    drawText(
      paper,
      `${doneAt === null ? "[   ]" : "[ x ]"} ${[text, note, doneBy].filter((part) => part != null && part !== "").join(" – ")}`,
    );
  if (order.solution !== "") {
    drawHeading(paper, words.solution);
    drawText(paper, order.solution);
  }
  drawHeading(paper, words.costs);
  drawRows(paper, costsOf(order, words, moneyIn(facts.language, facts.currency)));
  const photos = order.files.filter(({ kind }) => kind === "photo");
  const drawn = await readPictures(ctx, storage, orderId, photos.slice(0, MOST_PHOTOS));
  if (photos.length > 0) drawHeading(paper, words.photos);
  drawPictures(paper, drawn);
  if (photos.length > drawn.length) drawText(paper, words.morePhotos(photos.length - drawn.length));
  const signature = order.files.findLast(({ kind }) => kind === "signature");
  if (signature !== undefined) {
    drawHeading(paper, words.signature);
    const when = whenIn(facts.language, facts.timeZone)(signature.addedAt);
    drawPictures(
      paper,
      (await readPictures(ctx, storage, orderId, [signature])).map((picture) => ({ ...picture, caption: `${signature.signer}, ${when}` })),
    );
  }
  return { name: `${order.code}.pdf`, bytes: await bytesOf(paper) };
}

function factsOf(order: OrderDetail, words: OrderWords, when: (at: Date) => string): [string, string | null][] {
  const { asset, site, contact, contractor, technician, createdAt, createdBy, dueAt, arrivedAt, doneAt, closedAt, workedMinutes } = order;
  const at = (time: Date | null) => (time === null ? null : when(time));
  return [
    [words.customer, contact?.name ?? null],
    [words.asset, asset === null ? null : `${asset.code} · ${asset.name}`],
    [words.site, site === null ? null : [site.name, site.address].filter((part) => part !== "").join(", ")],
    [words.contractor, contractor?.name ?? null],
    [words.technician, technician?.name ?? null],
    [words.opened, `${when(createdAt)}, ${createdBy}`],
    [words.due, when(dueAt)],
    [words.arrived, at(arrivedAt)],
    [words.done, at(doneAt)],
    [words.closed, at(closedAt)],
    [words.worked, words.minutes(workedMinutes)],
  ];
}

function costsOf({ parts, costs, workedMinutes }: OrderDetail, words: OrderWords, money: (cents: number) => string): [string, string][] {
  return [
    [`${words.labour} (${words.minutes(workedMinutes)})`, money(costs.labourCents)],
    ...parts.map(({ name, quantity, unit, costCents }): [string, string] => [`${quantity} ${unit} ${name}`, money(costCents)]),
    [words.total, money(costs.totalCents)],
  ];
}

const moneyIn = (language: Language, currency: string) => (cents: number) =>
  (cents / 100).toLocaleString(language, { style: "currency", currency });
const whenIn = (language: Language, timeZone: string) => (at: Date) =>
  at.toLocaleString(language, { timeZone, dateStyle: "short", timeStyle: "short" });

/** Of each file the small picture, which we made ourselves: what came from outside is not decoded here. What is not there is left out. */
async function readPictures(ctx: Ctx, storage: Pick<Storage, "read">, orderId: string, files: OrderDetail["files"]) {
  const { default: sharp } = await import("sharp"); // large and seldom needed: loaded with the first paper
  const pictures: { bytes: Buffer; caption: string }[] = [];
  for (const { id, name, addedBy } of files) {
    const small = await findFile(ctx, orderId, id, true).catch(() => null);
    if (small?.mediaType !== "image/webp") continue;
    const { stream } = await storage.read(small.key);
    const bytes = await sharp(await buffer(stream))
      .resize({ width: WIDEST, withoutEnlargement: true })
      .flatten({ background: "white" })
      .jpeg({ quality: 82 })
      .toBuffer();
    pictures.push({ bytes, caption: `${name}, ${addedBy}` });
  }
  return pictures;
}
