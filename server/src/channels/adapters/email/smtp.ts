import { Readable } from "node:stream";
import { AddressRefused } from "../../../platform/pure.ts";
import type { AdapterTools, Channel, OutboundMessage, SendOutcome } from "../adapter.ts";
import { composeMail } from "./compose.ts";
import { accessToken, LoginRefused, mailUser, usesTokens } from "./mail-login.ts";
import { keepCopy } from "./sent-folder.ts";
import { mailServer } from "./servers.ts";

/** A server that takes longer to answer than this has gone. */
const SOCKET_TIMEOUT_MS = 30_000;

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
}

/**
 * One mail over one connection. What the server said decides; where it said nothing, the end of the mail does: without its
 * last line no server takes it, after it nobody knows. @source RFC 5321, section 4.2.5
 */
export async function sendOverSmtp(message: OutboundMessage, channel: Channel, tools: AdapterTools): Promise<SendOutcome> {
  const mail = await composeMail(message, channel, { plusAddressing: channel.settings["plusAddressing"] === "on" });
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const bytes = await new MailComposer({
    messageId: mail.messageId,
    from: mail.from,
    replyTo: mail.replyTo,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: mail.headers,
    attachments: mail.file === null ? [] : [{ filename: mail.file.fileName, contentType: mail.file.mediaType, content: mail.file.bytes }],
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  const sending = { ended: false };
  try {
    await withSmtp(channel, tools, (connection) => deliver(connection, mail.from.address, mail.to, bytes, sending));
    // It has left: what becomes of the copy changes nothing about that, and nobody waits for it.
    if (channel.settings["keepSent"] === "on")
      void keepCopy(bytes, channel, tools).catch((error: Error) =>
        tools.log.warn({ err: error, channelId: channel.id }, "a sent mail was not copied"),
      );
    return { status: "accepted", providerMessageId: mail.messageId };
  } catch (error) {
    return outcomeOfSmtp(error as SmtpError, sending.ended);
  }
}

/** What an error of the conversation means for the message. */
export function outcomeOfSmtp(error: SmtpError, ended: boolean): SendOutcome {
  const text = error.message.slice(0, 300);
  const reply = error.responseCode;
  if (error instanceof AddressRefused) return { status: "unavailable", code: "address_refused", text, scope: "channel" };
  if (error.code === "EAUTH" || reply === 530 || reply === 534 || reply === 535)
    return { status: "unavailable", code: "login_refused", text, scope: "channel" };
  if (error.code === "ETLS") return { status: "unavailable", code: "tls_failed", text, scope: "channel" };
  if (reply !== undefined && reply >= 500) return { status: "refused", code: `smtp_${reply}`, text };
  // Greylisting wants minutes; 421 speaks for the server, not for the recipient.
  if (reply !== undefined && reply >= 400 && reply !== 421)
    return { status: "unavailable", code: `smtp_${reply}`, text, scope: "recipient", retryAfterMs: GREYLIST_MS };
  if (reply === 421 || !ended) return { status: "unavailable", code: "network", text, scope: "message" };
  return { status: "unconfirmed", text };
}

const GREYLIST_MS = 60_000;

type Connection = InstanceType<typeof import("nodemailer/lib/smtp-connection").default>;

type Login = Parameters<Connection["login"]>[0];

/** Connects, logs in, works, leaves. A token that the server refuses is renewed once. */
export async function withSmtp<T>(channel: Channel, tools: AdapterTools, work: (connection: Connection) => Promise<T>): Promise<T> {
  const user = mailUser(channel);
  if (!usesTokens(channel)) return converse(channel, tools, { credentials: { user, pass: channel.credentials["password"] ?? "" } }, work);
  const { default: XOAuth2 } = await import("nodemailer/lib/xoauth2");
  const byToken = async (renew: boolean) => ({ oauth2: new XOAuth2({ user, accessToken: await accessToken(channel, tools, renew) }) });
  try {
    return await converse(channel, tools, await byToken(false), work);
  } catch (error) {
    // Only a login ends like this, so nothing has left.
    if ((error as SmtpError).code !== "EAUTH" || error instanceof LoginRefused) throw error;
    return converse(channel, tools, await byToken(true), work);
  }
}

async function converse<T>(channel: Channel, tools: AdapterTools, login: Login, work: (connection: Connection) => Promise<T>): Promise<T> {
  const { default: SMTPConnection } = await import("nodemailer/lib/smtp-connection");
  const server = await mailServer(channel, "smtp", tools);
  const connection = new SMTPConnection({
    host: server.address,
    port: server.port,
    secure: server.implicitTls,
    requireTLS: !server.isTrusted,
    tls: { servername: server.host, rejectUnauthorized: !server.isTrusted },
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: SOCKET_TIMEOUT_MS,
    logger: false,
  });
  try {
    return await new Promise<T>((resolve, reject) => {
      connection.once("error", reject);
      // After an answer that ends the connection: the answer tells more than its end.
      connection.once("end", () => setImmediate(() => reject(new Error("the mail server closed the connection"))));
      connection.connect((failed) => {
        if (failed) return reject(failed);
        connection.login(login, (refused) => {
          if (refused) return reject(refused);
          work(connection).then(resolve, reject);
        });
      });
    });
  } finally {
    connection.on("error", () => undefined); // it is over, whatever else comes
    connection.close();
  }
}

const PIECE_BYTES = 64 * 1024;

function deliver(connection: Connection, from: string, to: string, bytes: Buffer, sending: { ended: boolean }): Promise<void> {
  const pieces = Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
      sending.ended = true;
    })(),
  );
  return new Promise((resolve, reject) => {
    connection.send({ from, to: [to], size: bytes.length }, pieces, (error) => (error ? reject(error) : resolve()));
  });
}
