import { isUtf8 } from "node:buffer";
import type { MediaKind } from "../../../../content/content.ts";
import { type Pixels, readPage, readPdf } from "./read-pdf.ts";
import { readSound } from "./read-sound.ts";

/** The decoder of pictures, loaded with the first file: only four formats are opened, everything else that it could read stays closed. */
const loadSharp = lazy(async () => {
  const { default: sharp } = await import("sharp");
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif"] });
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
});

function lazy<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}

export interface InspectedFile {
  /** From the bytes, never from a name or header. */
  mediaType: string;
  /** What it can be shown as; `document` for everything that is only downloaded. */
  kind: MediaKind;
  width: number | null;
  height: number | null;
  /** WebP of at most 520 px: of an image, or of the first page of a PDF. */
  thumbnail: Buffer | null;
  /** Of a PDF. */
  pages: number | null;
  /** Of a sound that could be decoded. */
  durationMs: number | null;
  waveform: number[] | null;
}

const MAX_PIXELS = 50_000_000;
const THUMBNAIL_PX = 520;
/** Half the time of the usual 4, for a few bytes in a hundred. */
const THUMBNAIL_EFFORT = 2;
const DECODE_SECONDS = 10;
/** A page that is read, not only recognised: sharp on a screen of twice the usual density. */
const PAGE_PX = 1_800;
/** Larger ones are shown by name: opening them would take more memory than a preview is worth. */
const MAX_PDF_BYTES = 30_000_000;

const INLINE_IMAGES = new Set(["image/jpeg", "image/png", "image/webp", "image/gif"]);

/** Programs and installers, in every channel and in uploads. */
const FORBIDDEN = new Set([
  "application/x-msdownload",
  "application/x-elf",
  "application/x-executable",
  "application/x-mach-binary",
  "application/vnd.android.package-archive",
  "application/x-msi",
  "application/java-archive",
  "application/x-ms-shortcut",
  "application/x-apple-diskimage",
]);

export const isForbidden = (mediaType: string): boolean => FORBIDDEN.has(mediaType);

/** What is known of bytes that are only downloaded. */
export const asDownload = (mediaType: string): InspectedFile => ({
  mediaType,
  kind: "document",
  width: null,
  height: null,
  thumbnail: null,
  pages: null,
  durationMs: null,
  waveform: null,
});

const TEXT_LOOK_BYTES = 64 * 1024;

/** Looks at the bytes of a file. Damaged or hostile images become downloads; nothing here throws for bad content. */
export async function inspectFile(bytes: Buffer, declaredKind: MediaKind): Promise<InspectedFile> {
  const mediaType = await sniff(bytes);
  const plain = asDownload(mediaType);
  if (INLINE_IMAGES.has(mediaType)) {
    const image = await readImage(bytes);
    if (image === null) return asDownload("application/octet-stream");
    return { ...plain, kind: declaredKind === "sticker" ? "sticker" : "image", ...image };
  }
  if (mediaType === "application/pdf") return { ...plain, ...(await readCover(bytes)) };
  switch (mediaType.split("/")[0]) {
    case "audio":
      return { ...plain, kind: declaredKind === "voice" ? "voice" : "audio", ...(await readSound(bytes, mediaType)) };
    case "video":
      // A voice clip often comes in a video container.
      return { ...plain, kind: declaredKind === "voice" || declaredKind === "audio" ? declaredKind : "video" };
    default:
      return plain;
  }
}

async function readCover(bytes: Buffer): Promise<Partial<InspectedFile>> {
  const cover = bytes.length > MAX_PDF_BYTES ? null : await readPdf(bytes, THUMBNAIL_PX);
  if (cover === null) return {};
  const { pages, page } = cover;
  if (page === null) return { pages };
  return { pages, thumbnail: await toWebp(page) };
}

/** One page of a PDF as WebP; null when it cannot be shown. @param number from 1 */
export async function pageAsPicture(bytes: Buffer, number: number): Promise<Buffer | null> {
  const page = bytes.length > MAX_PDF_BYTES ? null : await readPage(bytes, number, PAGE_PX);
  return page === null ? null : toWebp(page);
}

async function toWebp({ data, width, height }: Pixels): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(data, { raw: { width, height, channels: 4 } })
    .webp({ quality: 76, effort: THUMBNAIL_EFFORT })
    .toBuffer();
}

/** Text formats have no signature in their bytes: what reads as text is plain text, whatever its name says; never more than a download. */
export async function sniff(bytes: Buffer): Promise<string> {
  const { fileTypeFromBuffer } = await import("file-type");
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (found === undefined)
    return bytes.subarray(0, 2).toString("latin1") === "MZ"
      ? "application/x-msdownload"
      : isText(bytes)
        ? "text/plain"
        : "application/octet-stream";
  return found.mime === "audio/ogg" || found.mime.startsWith("audio/ogg") || found.mime === "video/ogg"
    ? "audio/ogg"
    : (found.mime.split(";")[0] ?? found.mime);
}

/** UTF-8 without control characters; of a large file the beginning decides. */
function isText(bytes: Buffer): boolean {
  const start = bytes.subarray(0, TEXT_LOOK_BYTES);
  // A character may be cut at the end of the look.
  const whole = [0, 1, 2, 3].some((less) =>
    isUtf8(start.subarray(0, Math.max(0, start.length - (bytes.length > start.length ? less : 0)))),
  );
  return (
    bytes.length > 0 && whole && !start.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d)
  );
}

async function readImage(bytes: Buffer): Promise<{ width: number; height: number; thumbnail: Buffer } | null> {
  const sharp = await loadSharp();
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error", pages: 1 }).timeout({ seconds: DECODE_SECONDS });
    const { autoOrient } = await image.metadata();
    const thumbnail = await image
      .rotate()
      .resize(THUMBNAIL_PX, THUMBNAIL_PX, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: 76, effort: THUMBNAIL_EFFORT })
      .toBuffer();
    return { width: autoOrient.width, height: autoOrient.height, thumbnail };
  } catch {
    return null;
  }
}

/** The picture as WebP, in its own size and turned upright; null when it cannot be read. */
export async function toSmallerPicture(bytes: Buffer): Promise<Buffer | null> {
  const sharp = await loadSharp();
  try {
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error", pages: 1 })
      .timeout({ seconds: DECODE_SECONDS * 3 })
      .rotate()
      .webp({ quality: 80 })
      .toBuffer();
  } catch {
    return null;
  }
}

/** A name that is safe to show and to put in a header: no path, no controls, no text direction tricks, at most 120 characters. */
export function safeFileName(given: string | null | undefined): string | null {
  if (given === null || given === undefined) return null;
  const last = given.normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .replaceAll(/^\.+/g, "")
    .trim();
  if (clean === "") return null;
  const characters = [...clean];
  if (characters.length <= 120) return clean;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? "";
  return characters.slice(0, 120 - extension.length).join("") + extension;
}
