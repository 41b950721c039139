import type { ImapFlow, MailboxObject } from "imapflow";
import type { AdapterTools, Channel, ListedMessage, Listening } from "../adapter.ts";
import { accessToken, mailUser, usesTokens } from "./mail-login.ts";
import { mailServer } from "./servers.ts";
import { verifiedDomains, withTrace } from "./trace.ts";

/** Mails beyond this are read up to here: the words come first. Providers stop at 25 to 35 MB. */
export const MAX_MAIL_BYTES = 36 * 1024 * 1024;
/** Gmail ends an IDLE after ten minutes; a quiet connection is asked more often than that. */
const IDLE_MS = 5 * 60_000;
/** A mailbox that was connected a moment ago begins with these; one whose numbers are new is read again this far back. */
const JUST_NOW_MS = 10 * 60_000;
const RESYNC_MS = 3 * 86_400_000;

/** Logged in, by password or by a token; a token that the server refuses is renewed once. */
export async function openMailbox(channel: Channel, tools: AdapterTools): Promise<ImapFlow> {
  const user = mailUser(channel);
  if (!usesTokens(channel)) return connect(channel, tools, { user, pass: channel.credentials["password"] ?? "" });
  try {
    return await connect(channel, tools, { user, accessToken: await accessToken(channel, tools) });
  } catch (error) {
    if ((error as { authenticationFailed?: boolean }).authenticationFailed !== true) throw error;
    return connect(channel, tools, { user, accessToken: await accessToken(channel, tools, true) });
  }
}

async function connect(
  channel: Channel,
  tools: AdapterTools,
  auth: { user: string; pass?: string; accessToken?: string },
): Promise<ImapFlow> {
  const { ImapFlow } = await import("imapflow");
  const server = await mailServer(channel, "imap", tools);
  const client = new ImapFlow({
    host: server.address,
    servername: server.host,
    port: server.port,
    secure: server.implicitTls,
    ...(server.implicitTls ? {} : { doSTARTTLS: server.isTrusted ? undefined : true }),
    tls: { rejectUnauthorized: !server.isTrusted },
    auth,
    logger: false,
    autoIdleDelay: 200,
    maxIdleTime: IDLE_MS,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: IDLE_MS + 60_000,
    maxLiteralSize: MAX_MAIL_BYTES + 1024,
    maxResponseSize: MAX_MAIL_BYTES + 2 * 1024 * 1024,
    maxLineLength: 4 * 1024 * 1024,
    maxResponseTokens: 200_000,
  });
  client.on("error", () => undefined); // what fails is told by the call that waits for it
  await client.connect();
  return client;
}

/**
 * Reads what is new in the inbox and waits for more, by IDLE. Nothing is marked or moved there: people may read the same
 * mailbox. The cursor is `UIDVALIDITY:UID`; at first only what came just now, while it was being connected, is read.
 */
export async function listenToMailbox(channel: Channel, { cursor, store, signal }: Listening, tools: AdapterTools): Promise<void> {
  const client = await openMailbox(channel, tools);
  let wake = () => {};
  const onAbort = () => client.close();
  try {
    signal.addEventListener("abort", onAbort, { once: true });
    client.on("exists", () => wake());
    client.on("close", () => wake());
    const box = await client.mailboxOpen("INBOX", { readOnly: true });
    const validity = String(box.uidValidity);
    const [knownValidity, knownUid] = cursor?.split(":") ?? [];
    let last = Number(knownUid ?? 0);
    if (knownValidity !== validity) {
      last = await firstToRead(client, box, cursor === null ? JUST_NOW_MS : RESYNC_MS);
      await store(null, `${validity}:${last}`);
    }
    while (!signal.aborted && client.usable) {
      const news = new Promise<void>((resolve) => {
        wake = resolve;
      });
      // `n:*` always gives the last mail, also when it is older than n.
      const uids = ((await client.search({ uid: `${last + 1}:*` }, { uid: true })) || []).filter((uid) => uid > last).sort((a, b) => a - b);
      for (const uid of uids) {
        if (signal.aborted) return;
        const raw = await fetchMail(client, uid, channel.settings["authServer"]);
        if (raw !== null) await store(raw, `${validity}:${uid}`);
        last = uid;
      }
      if (uids.length === 0) await news;
    }
    if (!signal.aborted) throw new Error("the mail server closed the connection");
  } finally {
    signal.removeEventListener("abort", onAbort);
    client.close();
  }
}

/** The mails of the inbox since then; those that are not here are read again. */
export async function listReceived(channel: Channel, since: Date, tools: AdapterTools): Promise<ListedMessage[]> {
  const client = await openMailbox(channel, tools);
  try {
    await client.mailboxOpen("INBOX", { readOnly: true });
    const uids = (await client.search({ since }, { uid: true })) || [];
    const listed: ListedMessage[] = [];
    if (uids.length === 0) return listed;
    for await (const { uid, internalDate, headers } of client.fetch(uids, { internalDate: true, headers: ["message-id"] }, { uid: true })) {
      const id = /^message-id:\s*(<[^<>\s]{3,248}>)/im.exec(headers?.toString("utf8") ?? "")?.[1];
      const at = internalDate === undefined ? null : new Date(internalDate);
      if (id === undefined || (at !== null && at < since)) continue;
      listed.push({ providerMessageId: id, at, fetch: () => fetchAgain(channel, uid, tools) });
    }
    return listed;
  } finally {
    client.close();
  }
}

async function fetchAgain(channel: Channel, uid: number, tools: AdapterTools): Promise<Buffer | null> {
  const client = await openMailbox(channel, tools);
  try {
    await client.mailboxOpen("INBOX", { readOnly: true });
    return await fetchMail(client, uid, channel.settings["authServer"]);
  } finally {
    client.close();
  }
}

/** The number before the first mail that came within `backMs`. */
async function firstToRead(client: ImapFlow, { uidNext }: MailboxObject, backMs: number): Promise<number> {
  const since = new Date(Date.now() - backMs);
  const day = (await client.search({ since }, { uid: true })) || []; // IMAP knows days, not hours
  let first = uidNext;
  if (day.length > 0)
    for await (const { uid, internalDate } of client.fetch(day, { internalDate: true }, { uid: true }))
      if (internalDate !== undefined && new Date(internalDate) >= since) first = Math.min(first, uid);
  return first - 1;
}

/** Null when it was deleted meanwhile. */
async function fetchMail(client: ImapFlow, uid: number, authServer: string | undefined): Promise<Buffer | null> {
  const mail = await client.fetchOne(String(uid), { size: true, internalDate: true, source: { maxLength: MAX_MAIL_BYTES } }, { uid: true });
  if (!mail || mail.source === undefined) return null;
  const raw = mail.source;
  return withTrace(raw, {
    domains: verifiedDomains(raw, authServer),
    isTruncated: (mail.size ?? 0) > raw.length,
    arrivedAt: mail.internalDate === undefined ? null : new Date(mail.internalDate),
  });
}
