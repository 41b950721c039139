import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { SendOutcome } from "./adapter.ts";
import { outcomeOfError as evolution } from "./evolution/index.ts";
import { outcomeOfError as megaapi } from "./megaapi/index.ts";
import { outcomeOfError as direct } from "./meta/direct-send.ts";
import { outcomeOfError as sns } from "./sns/index.ts";
import { readAnswer } from "./telegram/bot-api.ts";
import { outcomeOfError as telegramOutcome } from "./telegram/send.ts";
import { outcomeOfError as twilio } from "./twilio/send.ts";
import { outcomeOfError as waha } from "./waha/send.ts";
import { outcomeOfError as wppconnect } from "./wppconnect/send.ts";

const FIXTURES = path.resolve(import.meta.dirname, "../../../test/fixtures");
const read = (file: string) => JSON.parse(readFileSync(path.join(FIXTURES, file), "utf8"));
const answerOf = (file: string) => {
  const { status, body } = read(file).response as { status: number; body: unknown };
  return { status, body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)), headers: {} };
};
const telegram = (answer: ReturnType<typeof answerOf>) => telegramOutcome(readAnswer(answer));
/** `retry`: this message later; `stop`: the channel; `recipient`: this person later; `fail`: for good; `unknown`: never again by guess. */
const verdict = (outcome: SendOutcome) =>
  outcome.status === "unavailable"
    ? { message: "retry", recipient: "recipient", channel: "stop" }[outcome.scope]
    : { refused: "fail", unconfirmed: "unknown", accepted: "accepted" }[outcome.status];

const EXCHANGES: [read: (answer: ReturnType<typeof answerOf>) => SendOutcome, file: string, wanted: string][] = [
  [telegram, "telegram/api_error_400_chat_not_found.json", "fail"],
  [telegram, "telegram/api_error_401.json", "stop"],
  [telegram, "telegram/api_error_403_blocked.json", "fail"],
  [telegram, "telegram/api_error_429.json", "retry"],
  [twilio, "twilio/api_error_20003.json", "stop"],
  [twilio, "twilio/api_error_20429.json", "retry"],
  [twilio, "twilio/api_error_21211.json", "fail"],
  [twilio, "twilio/api_error_21408.json", "stop"],
  [twilio, "twilio/api_error_21610.json", "fail"],
  [twilio, "twilio/api_error_21617.json", "fail"],
  [megaapi, "megaapi/api_error_http200.json", "stop"],
  [megaapi, "megaapi/api_error_not_connected.json", "stop"],
  [megaapi, "megaapi/api_error_bad_key.json", "stop"],
  [waha, "waha/api_error_401.json", "stop"],
  [waha, "waha/api_error_404_session.json", "stop"],
  [waha, "waha/api_error_422_status.json", "stop"],
  [waha, "waha/api_error_422_engine.json", "fail"],
  [waha, "waha/api_error_500.json", "unknown"],
  [wppconnect, "wppconnect/api_send_message_400_no_whatsapp.json", "fail"],
  [wppconnect, "wppconnect/api_send_message_404_disconnected.json", "stop"],
  [wppconnect, "wppconnect/api_send_message_500.json", "unknown"],
  [wppconnect, "wppconnect/api_401_bad_token.json", "stop"],
  [evolution, "evolution/api_error_400_not_exists.json", "fail"],
  [evolution, "evolution/api_error_400_validation.json", "fail"],
  [evolution, "evolution/api_error_401.json", "stop"],
  [evolution, "evolution/api_error_404_instance.json", "stop"],
];

for (const [outcome, file, wanted] of EXCHANGES)
  test(`${file} means ${wanted}`, () => assert.equal(verdict(outcome(answerOf(file))), wanted));

const META: [file: string, wanted: string][] = [
  ["fb-error-10-1893063", "stop"],
  ["fb-error-10-2018278", "fail"],
  ["fb-error-100-2018001", "fail"],
  ["fb-error-100-tag-removed", "fail"],
  ["fb-error-1200", "retry"],
  ["fb-error-190", "stop"],
  ["fb-error-200-1545041", "fail"],
  ["fb-error-2018300-thread-control", "recipient"],
  ["fb-error-551", "fail"],
  ["fb-error-613", "retry"],
  ["ig-error-10-2534022", "fail"],
];
for (const [file, wanted] of META)
  test(`${file} means ${wanted}`, () => assert.equal(verdict(direct(400, Buffer.from(JSON.stringify(read(`meta/${file}.json`))))), wanted));

test("SNS: words of its XML", () => {
  const error = (status: number, code: string) =>
    verdict(sns({ status, body: Buffer.from(`<ErrorResponse><Error><Code>${code}</Code><Message>m</Message></Error></ErrorResponse>`) }));
  assert.equal(error(400, "InvalidParameter"), "fail");
  assert.equal(error(400, "Throttling"), "retry");
  assert.equal(error(403, "InvalidClientTokenId"), "stop");
  assert.equal(error(500, "InternalError"), "retry");
});
