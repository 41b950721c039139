import assert from "node:assert/strict";
import { test } from "node:test";
import { fixture } from "../../../../test/cast/meta-webhooks.ts";
import { outcomeOfError } from "./provider-errors.ts";

/** HTTP status of each fixture, from Meta's tables, and what must follow. */
const EXPECTED: [code: string, http: number, outcome: string][] = [
  ["130429", 400, "unavailable message"],
  ["131056", 400, "unavailable recipient"],
  ["80007", 400, "unavailable message"],
  ["4", 400, "unavailable message"],
  ["190", 401, "unavailable channel"],
  ["10", 403, "unavailable channel"],
  ["368", 403, "unavailable channel"],
  ["131031", 403, "unavailable channel"],
  ["100", 400, "refused"],
  ["131009", 400, "refused"],
  ["131047", 400, "refused"],
  ["131051", 400, "refused"],
  ["131053", 400, "refused"],
  ["131062", 400, "refused"],
  ["132000", 400, "refused"],
  ["132001", 404, "refused"],
  ["132012", 400, "refused"],
  ["133010", 400, "unavailable channel"],
  ["131057", 500, "unavailable message"],
  ["131000", 500, "unconfirmed"],
  ["131016", 500, "unavailable message"],
  ["2", 503, "unavailable message"],
  ["unknown-code", 400, "refused"],
];
for (const [code, http, expected] of EXPECTED) {
  test(`error ${code} is ${expected}`, () => {
    const outcome = outcomeOfError(http, fixture(`wa-error-${code}.json`));
    assert.equal(outcome.status === "unavailable" ? `unavailable ${outcome.scope}` : outcome.status, expected);
  });
}

test("an answer that is not JSON is judged by its status", () => {
  assert.equal(outcomeOfError(502, Buffer.from("<html>Bad Gateway</html>")).status, "unavailable");
  assert.equal(outcomeOfError(404, Buffer.from("")).status, "refused");
});
