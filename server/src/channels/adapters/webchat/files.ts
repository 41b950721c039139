import type { MediaRef } from "../../../../../content/content.ts";
import type { AdapterTools, Channel, MediaOutcome } from "../adapter.ts";

/** A visitor's file was kept when it came; here it joins the message that names it. */
export async function readVisitorFile(
  { providerMediaId }: MediaRef,
  maxBytes: number,
  channel: Channel,
  { visitors }: AdapterTools,
): Promise<MediaOutcome> {
  const file = await visitors.readFile(channel, providerMediaId);
  if (file === null) return { status: "gone", text: "There is no such file." };
  if (file.bytes.length > maxBytes) return { status: "too_large", size: file.bytes.length };
  return { status: "fetched", bytes: file.bytes, declaredType: file.mediaType };
}
