import type { MediaKind, MediaRef, UnknownPart } from "../../../../../content/content.ts";
import type { MessageEvent, Referral } from "../adapter.ts";
import { asRecord, asRecords, asText, compact, type Loose, leaveOut, storable } from "../tolerant.ts";

const MEDIA: Record<string, MediaKind> = {
  image: "image",
  video: "video",
  audio: "audio",
  file: "document",
  sticker: "sticker",
  ig_story: "image",
  story: "image",
  story_mention: "image",
  media: "image",
};

/** Words and attachments are independent of each other: the words are the message's, every attachment stands beside them. */
export function parseParts(message: Loose): Pick<MessageEvent, "content" | "files" | "others"> {
  const text = asText(message["text"]);
  const attachments = asRecords(message["attachments"]);
  // Until August 2026 a sticker came a second time, as an image.
  const own = attachments.some(({ type }) => type === "sticker") ? attachments.filter(({ type }) => type !== "image") : attachments;
  for (const one of attachments) if (!own.includes(one)) leaveOut(one);
  const files: NonNullable<MessageEvent["files"]> = [];
  const others: UnknownPart[] = [];
  for (const one of own) {
    const file = fileOf(one);
    if (file !== undefined) files.push(file);
    if (file === undefined || isShare(one)) others.push(otherOf(one));
  }
  const payload = asText(asRecord(message["quick_reply"])["payload"]);
  if (payload !== undefined) return { content: { kind: "choice", id: payload, text: text ?? payload }, ...beside(files, others) };
  const [first, ...further] = files;
  const title = others.find((one) => one.title !== undefined)?.title;
  if (first !== undefined) return { content: { ...first, ...compact({ text: text ?? title }) }, ...beside(further, others) };
  const link = others.find(({ url }) => url !== undefined);
  const words = text ?? (link === undefined ? title : wordsOf(link));
  if (words !== undefined) return { content: { kind: "text", text: words }, ...beside([], others) };
  const [unknown] = others;
  const label = unknown?.label ?? (message["is_unsupported"] === true ? "unknown" : "empty");
  return { content: { kind: "unsupported", label, raw: unknown?.raw ?? storable(message) }, ...beside([], others.slice(1)) };
}

const beside = (files: NonNullable<MessageEvent["files"]>, others: UnknownPart[]) => ({
  ...(files.length === 0 ? {} : { files }),
  ...(others.length === 0 ? {} : { others }),
});

const wordsOf = ({ title, url }: UnknownPart): string => [...new Set([title, url])].filter((line) => line !== undefined).join("\n");

/** Posts and reels that a person shared: what they are is told beside their picture. */
const isShare = ({ type }: Loose): boolean => type !== "fallback" && SHARES.has(asText(type) ?? "");
const SHARES = new Set(["share", "reel", "ig_reel", "post", "ig_post"]);

/** Addresses on Meta's file servers end after some days: such a picture is fetched, and never shown as a link. */
const FILE_HOSTS = /(^|\.)(fbsbx\.com|fbcdn\.net|cdninstagram\.com)$/;
const isFileAddress = (url: string): boolean => URL.canParse(url) && FILE_HOSTS.test(new URL(url).hostname);

function fileOf(attachment: Loose): { kind: MediaKind; media: MediaRef } | undefined {
  const type = asText(attachment["type"]) ?? "unknown";
  const url = asText(asRecord(attachment["payload"])["url"]);
  if (url === undefined) return undefined;
  const kind = MEDIA[type] ?? (SHARES.has(type) && isFileAddress(url) ? (/reel/.test(type) ? "video" : "image") : undefined);
  return kind === undefined ? undefined : { kind, media: { providerMediaId: url } };
}

function otherOf(attachment: Loose): UnknownPart {
  const payload = asRecord(attachment["payload"]);
  const url = asText(payload["url"]) ?? asText(attachment["url"]);
  const product = asRecords(asRecord(payload["product"])["elements"]).map((one) => asText(one["title"]));
  return {
    label: (asText(attachment["type"]) ?? "unknown").slice(0, 80),
    raw: storable(attachment),
    ...compact({
      title: asText(payload["title"]) ?? asText(attachment["title"]) ?? product.find((title) => title !== undefined),
      url: url === undefined || isFileAddress(url) ? undefined : url,
    }),
  };
}

/** The ad, link or post that brought the person here. */
export function parseReferral(raw: unknown): Referral | undefined {
  const referral = asRecord(raw);
  if (Object.keys(referral).length === 0) return undefined;
  const ad = asRecord(referral["ads_context_data"]);
  const product = asRecord(referral["product"]);
  return {
    source: (asText(referral["source"]) ?? "unknown").toLowerCase(),
    ...compact({
      sourceId: asText(referral["ad_id"]) ?? asText(product["id"]) ?? asText(referral["ref"]),
      ref: asText(referral["ref"]),
      url: asText(referral["referer_uri"]) ?? asText(ad["photo_url"]) ?? asText(ad["video_url"]),
      headline: asText(ad["ad_title"]),
    }),
  };
}

/** An answer to a story of ours, or a story that names us. */
export function parseStory(message: Loose, replied: Loose): Referral | undefined {
  const story = asRecord(replied["story"]);
  if (story["id"] !== undefined) return { source: "story_reply", ...compact({ sourceId: asText(story["id"]), url: asText(story["url"]) }) };
  return asRecords(message["attachments"]).some(({ type }) => type === "story_mention") ? { source: "story_mention" } : undefined;
}
