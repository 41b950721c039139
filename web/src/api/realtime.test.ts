import assert from "node:assert/strict";
import { test } from "node:test";
import { openRealtime } from "./realtime.ts";

/** A socket whose server is the test. */
class FakeSocket {
  static OPEN = 1;
  static last: FakeSocket;
  readyState = FakeSocket.OPEN;
  sent: unknown[] = [];
  onmessage: (event: { data: string }) => void = () => undefined;
  onclose: (event: { code: number }) => void = () => undefined;
  constructor() {
    FakeSocket.last = this;
  }
  send(frame: string) {
    this.sent.push(JSON.parse(frame));
  }
  close() {}
  says(frame: object) {
    this.onmessage({ data: JSON.stringify(frame) });
  }
}

test("the first greeting loads everything; after a break the cursor is given, and what is gone is told", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, { WebSocket: FakeSocket, window: { location: { href: "http://localhost/inbox" } } });
  const heard: unknown[] = [];
  const hear = (what: string) => (told?: unknown) => heard.push(told === undefined ? what : [what, told]);
  openRealtime({
    onFacts: hear("facts"),
    onGone: hear("gone"),
    onReset: hear("reset"),
    onPresence: hear("presence"),
    onOnline: hear("online"),
    onSignedOut: hear("signed out"),
  });
  FakeSocket.last.says({ type: "hello", cursor: "7" });
  FakeSocket.last.says({ type: "gone", conversationIds: ["a", "b"] });
  FakeSocket.last.says({ type: "cursor", cursor: "9" });
  assert.deepEqual(heard.splice(0), ["reset", ["online", true], ["gone", ["a", "b"]]]);

  FakeSocket.last.onclose({ code: 1006 });
  t.mock.timers.tick(500);
  FakeSocket.last.says({ type: "hello", cursor: "12" });
  assert.deepEqual(FakeSocket.last.sent[0], { type: "resume", cursor: "9" });
  assert.deepEqual(heard.splice(0), [
    ["online", false],
    ["online", true],
  ]);

  FakeSocket.last.onclose({ code: 4401 });
  assert.deepEqual(heard, ["signed out"]);
});
