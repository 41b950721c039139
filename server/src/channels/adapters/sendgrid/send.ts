import type { GuardedAnswer } from "../../../platform/index.ts";
import type { AdapterTools, Channel, OutboundMessage, SendOutcome } from "../adapter.ts";
import { callToSend, readJson } from "../calls.ts";
import { composeMail } from "../email/compose.ts";
import { asRecords, asText } from "../tolerant.ts";

export function askSendGrid(path: string, channel: Channel, tools: AdapterTools, body?: object, method: "POST" | "PATCH" = "POST") {
  return {
    url: `${tools.providers.sendgrid}/v3/${path}`,
    method: body === undefined ? ("GET" as const) : method,
    headers: { authorization: `Bearer ${channel.credentials["apiKey"] ?? ""}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    timeoutMs: 30_000,
    maxBytes: 1024 * 1024,
    onlyHosts: [new URL(tools.providers.sendgrid).hostname],
    maxRedirects: 0,
  };
}

export async function sendOverSendGrid(message: OutboundMessage, channel: Channel, tools: AdapterTools): Promise<SendOutcome> {
  // Everything to the domain comes to us: an answer may go to an address of its own.
  const mail = await composeMail(message, channel, { plusAddressing: true });
  const request = askSendGrid("mail/send", channel, tools, {
    personalizations: [{ to: [{ email: mail.to }], custom_args: { prosa_mail_id: mail.messageId } }],
    from: { email: mail.from.address, name: mail.from.name },
    reply_to: { email: mail.replyTo, name: mail.from.name },
    subject: mail.subject,
    content: [
      // An empty text is refused, a space is none that anybody sees.
      { type: "text/plain", value: mail.text === "" ? " " : mail.text },
      { type: "text/html", value: mail.html },
    ],
    headers: { "Message-ID": mail.messageId, ...mail.headers },
    ...(mail.file === null
      ? {}
      : {
          attachments: [
            {
              content: mail.file.bytes.toString("base64"),
              filename: mail.file.fileName,
              type: mail.file.mediaType,
              disposition: "attachment",
            },
          ],
        }),
    tracking_settings: { click_tracking: { enable: false, enable_text: false } },
  });
  return callToSend(tools.http, request, (answer) =>
    answer.status === 202 ? { status: "accepted", providerMessageId: mail.messageId } : outcomeOfError(answer, Date.now()),
  );
}

/** @source docs.sendgrid.com, Mail Send errors; the limit's end comes in seconds since 1970. */
export function outcomeOfError({ status, body, headers }: GuardedAnswer, now: number): SendOutcome {
  const [error] = asRecords(readJson({ status, body, headers })["errors"]);
  const failure = { code: `sendgrid_${status}`, text: (asText(error?.["message"]) ?? `HTTP ${status}`).slice(0, 300) };
  if (status === 401 || status === 403) return { status: "unavailable", ...failure, scope: "channel" };
  if (status === 429) {
    const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN) * 1000 - now;
    return { status: "unavailable", ...failure, scope: "message", retryAfterMs: reset > 0 && reset < 600_000 ? reset : 2_000 };
  }
  if (status >= 500) return { status: "unavailable", ...failure, scope: "message" };
  if (status < 300) return { status: "unconfirmed", text: "SendGrid's answer could not be read." };
  return { status: "refused", ...failure };
}
