import aws4 from "aws4";
import type { GuardedAnswer } from "../../../platform/index.ts";
import type { AdapterTools, Channel, ChannelAdapter, OutboundMessage, SendOutcome, ValidationStep } from "../adapter.ts";
import { callToSend } from "../calls.ts";

/** SMS by AWS SNS. It only sends: no answer and no status ever comes back, so `sent` is the last one. */
export const sns: ChannelAdapter = {
  kind: "sns",
  fields: { senderId: "id", region: "setting", accessKeyId: "setting", secretAccessKey: "secret" },
  secretsGoTo: { region: ["secretAccessKey"] },
  accountOf: ({ settings }) => `${settings["region"]}/${settings["senderId"]}`,
  windowHours: null,
  pace: { perSecond: 20 },
  capabilities: { textLength: 1600, textUnit: "characters", media: {} },
  maxMediaBytes: () => 0,
  verify: () => false,
  orderingKey: () => "",
  parse: () => [],
  pickRecipient: (keys) => keys.find(({ kind }) => kind === "phone") ?? null,
  send: sendMessage,
  validate: validateAccount,
};

function sendMessage({ content, recipient }: OutboundMessage, channel: Channel, tools: AdapterTools): Promise<SendOutcome> {
  if (content.kind !== "text") throw new Error(`${content.kind} was not degraded for SMS`);
  const fields = {
    Action: "Publish",
    PhoneNumber: `+${recipient.address.replace(/\D/g, "")}`,
    Message: content.text,
    ...attribute(1, "AWS.SNS.SMS.SMSType", "Transactional"),
    ...attribute(2, "AWS.SNS.SMS.SenderID", channel.settings["senderId"] ?? ""),
  };
  return callToSend(tools.http, signedRequest(fields, channel, tools), (answer) => {
    if (answer.status !== 200) return outcomeOfError(answer);
    const providerMessageId = tag(answer, "MessageId");
    return providerMessageId === undefined
      ? { status: "unconfirmed", text: "The provider's answer held no message id." }
      : { status: "accepted", providerMessageId };
  });
}

function attribute(index: number, name: string, value: string) {
  const entry = `MessageAttributes.entry.${index}`;
  return { [`${entry}.Name`]: name, [`${entry}.Value.DataType`]: "String", [`${entry}.Value.StringValue`]: value };
}

/** Signature version 4. @source docs.aws.amazon.com, "Signing AWS API requests" */
function signedRequest(fields: Record<string, string>, channel: Channel, tools: AdapterTools) {
  const region = channel.settings["region"] ?? "";
  // It becomes a part of the host's name: with anything else than a region that would be another host.
  const url = new URL(tools.providers.sns.replace("{region}", /^[a-z0-9-]{1,30}$/.test(region) ? region : "no-region"));
  const body = new URLSearchParams({ ...fields, Version: "2010-03-31" }).toString();
  const { headers = {} } = aws4.sign(
    {
      host: url.host,
      path: "/",
      method: "POST",
      service: "sns",
      region,
      body,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    },
    { accessKeyId: channel.settings["accessKeyId"] ?? "", secretAccessKey: channel.credentials["secretAccessKey"] ?? "" },
  );
  return {
    url: `${url.origin}/`,
    method: "POST" as const,
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (/^(host|content-length)$/i.test(name) ? [] : [[name, String(value)]])),
    ),
    body,
    timeoutMs: 20_000,
    maxBytes: 256 * 1024,
    onlyHosts: [url.hostname],
    maxRedirects: 0,
  };
}

/** XML of one shape, of which two words matter: no parser is worth its surface here. */
const tag = ({ body }: Pick<GuardedAnswer, "body">, name: string) =>
  new RegExp(`<${name}>([^<]{1,300})</${name}>`).exec(body.toString("utf8"))?.[1];

const CONFIGURATION = new Set([
  "AuthorizationError",
  "InvalidClientTokenId",
  "SignatureDoesNotMatch",
  "ExpiredToken",
  "MissingAuthenticationToken",
]);

/** @source SNS API reference, Publish, errors */
export function outcomeOfError(answer: Pick<GuardedAnswer, "status" | "body">): SendOutcome {
  const code = tag(answer, "Code") ?? String(answer.status);
  const failure = { code, text: tag(answer, "Message") ?? `HTTP ${answer.status}` };
  if (CONFIGURATION.has(code)) return { status: "unavailable", ...failure, scope: "channel" };
  if (/^Throttl/.test(code) || answer.status === 429) return { status: "unavailable", ...failure, scope: "message", retryAfterMs: 2_000 };
  if (answer.status >= 500) return { status: "unavailable", ...failure, scope: "message" };
  if (answer.status === 403) return { status: "unavailable", ...failure, scope: "channel" };
  return { status: "refused", ...failure };
}

async function validateAccount(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]> {
  try {
    const answer = await tools.http({ ...signedRequest({ Action: "GetSMSAttributes" }, channel, tools), timeoutMs: 10_000 });
    if (answer.status === 200)
      return [
        { step: "token", ok: true },
        { step: "receiving", ok: true, advice: "sends_only" },
      ];
    const code = tag(answer, "Code") ?? String(answer.status);
    return [
      {
        step: "token",
        ok: false,
        advice: answer.status === 403 || CONFIGURATION.has(code) ? "token_invalid" : "provider_error",
        facts: { code },
      },
    ];
  } catch {
    return [{ step: "token", ok: false, advice: "provider_unreachable" }];
  }
}
