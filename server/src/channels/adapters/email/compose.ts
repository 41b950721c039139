import type { Channel, OutboundMessage } from "../adapter.ts";

/** A mail as both roads need it: SMTP as MIME, SendGrid as JSON. */
export interface ComposedMail {
  messageId: string;
  from: { name: string; address: string };
  replyTo: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  file: { fileName: string; mediaType: string; bytes: Buffer } | null;
}

/** @source RFC 5322 (threading), RFC 3834 (automatic answers), RFC 8058 (one click that ends them) */
export async function composeMail(
  message: OutboundMessage,
  channel: Channel,
  { plusAddressing }: { plusAddressing: boolean },
): Promise<ComposedMail> {
  const { content, thread, recipient, id, unsubscribe } = message;
  const address = channel.settings["address"] ?? "";
  const references = (thread?.references ?? []).map(asMessageId);
  const target = message.targetProviderId === undefined ? references.at(-1) : asMessageId(message.targetProviderId);
  const isFile = "attachmentId" in content;
  if (content.kind !== "text" && !isFile) throw new Error(`${content.kind} was not degraded for e-mail`);
  const text = content.text ?? "";
  const file = isFile ? await message.loadMedia(content.attachmentId) : null;
  const name = channel.settings["senderName"] ?? channel.name;
  return {
    messageId: messageIdOf(id, channel),
    from: { name: headerText(name), address },
    replyTo: plusAddressing && thread !== undefined ? withToken(address, thread.token) : address,
    to: recipient.address,
    subject: headerText(subjectOf(thread?.subject ?? null, references.length > 0, name)),
    text: unsubscribe === undefined ? text : `${text}\n\n-- \n${unsubscribe.words} ${unsubscribe.url}`,
    html: `<div style="white-space: pre-wrap; font-family: sans-serif">${escapeHtml(text)}</div>${unsubscribe === undefined ? "" : footerOf(unsubscribe)}`,
    headers: {
      ...(target === undefined
        ? {}
        : { "In-Reply-To": target, References: [...references.filter((one) => one !== target), target].join(" ") }),
      ...(unsubscribe === undefined
        ? {}
        : { "List-Unsubscribe": `<${unsubscribe.url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
      "Auto-Submitted": thread?.automatic === true ? "auto-generated" : "no",
    },
    file: file === null ? null : { fileName: headerText(file.fileName), mediaType: file.mediaType, bytes: file.bytes },
  };
}

const footerOf = ({ url, words }: { url: string; words: string }): string =>
  `<p style="font-family: sans-serif; font-size: 12px">${escapeHtml(words)} <a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`;

/** A second mail with the id of another is known by a longer one here; to its sender it is the same. */
const asMessageId = (id: string): string => id.replace(/>#[\w-]+$/, ">");

/** @param id of our message */
export const messageIdOf = (id: string, { settings }: Pick<Channel, "settings">): string =>
  `<${id}@${settings["address"]?.split("@")[1] ?? "localhost"}>`;

/** The local part may have 64 characters; where there is no room, references alone find the thread. */
function withToken(address: string, token: string): string {
  const [local = "", domain = ""] = address.split("@");
  const tagged = `${local}+c.${token}`;
  return tagged.length > 64 || local.includes("+") ? address : `${tagged}@${domain}`;
}

function subjectOf(subject: string | null, isAnswer: boolean, name: string): string {
  if (subject === null) return name;
  return isAnswer && !/^re\s*:/i.test(subject) ? `Re: ${subject}` : subject;
}

/** Never a second header. */
const headerText = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, 300);

/** Text that stands in HTML, also within quotes. Pure. */
export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
