import assert from "node:assert/strict";
import { test } from "node:test";
import { readCondition } from "../../../../rules/validate.ts";
import { asAppError } from "./server.ts";

test("a condition that cannot be asked is the caller's to mend, and says where", () => {
  try {
    readCondition({ all: [{ field: "contact.shoe", operator: "is_set" }] }, []);
    assert.fail("it was accepted");
  } catch (error) {
    const answer = asAppError(error as Error & { code: string; name: string });
    assert.deepEqual([answer.status, answer.code], [400, "platform.invalid_request"]);
    assert.match(answer.message, /all\.0\.field names no field that is known here/);
  }
});
