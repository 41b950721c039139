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
  closes = 0;
  close() {
    this.closes += 1;
  }
  says(frame: object) {
    this.onmessage({ data: JSON.stringify(frame) });
  }
}

/** One page's connection, and what it told. */
function open() {
  Object.assign(globalThis, {
    WebSocket: FakeSocket,
    window: { location: { href: "http://localhost/inbox" } },
    document: { visibilityState: "visible" },
  });
  const heard: unknown[] = [];
  const hear = (what: string) => (told?: unknown) => heard.push(told === undefined ? what : [what, told]);
  const connection = openRealtime({
    onFacts: hear("facts"),
    onGone: hear("gone"),
    onReset: hear("reset"),
    onPresence: hear("presence"),
    onOnline: hear("online"),
    onSignedOut: hear("signed out"),
  });
  return { heard, connection };
}

test("the first greeting loads everything; after a break the cursor is given, and what is gone is told", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { heard } = open();
  FakeSocket.last.says({ type: "hello", cursor: "7" });
  FakeSocket.last.says({ type: "gone", conversationIds: ["a", "b"] });
  FakeSocket.last.says({ type: "cursor", cursor: "9" });
  assert.deepEqual(heard.splice(0), ["reset", ["online", true], ["gone", ["a", "b"]]]);

  FakeSocket.last.onclose({ code: 1006 });
  t.mock.timers.tick(500);
  FakeSocket.last.says({ type: "hello", cursor: "12" });
  assert.deepEqual(FakeSocket.last.sent[0], { type: "resume", cursor: "9" });
  assert.deepEqual(heard.splice(0), [["online", true]], "a break that lasts a moment is no news");

  FakeSocket.last.onclose({ code: 4401 });
  assert.deepEqual(heard, ["signed out"]);
});

test("a server that answers no more is told of within 3 s, though the socket seems open; so is one that says goodbye", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { heard } = open();
  FakeSocket.last.says({ type: "hello", cursor: "7" });
  for (let second = 0; second < 5; second += 1) {
    t.mock.timers.tick(1_200);
    assert.deepEqual(FakeSocket.last.sent.at(-1), { type: "ping" });
    FakeSocket.last.says({ type: "pong" });
  }
  assert.deepEqual(heard.splice(0), ["reset", ["online", true]]);
  const dead = FakeSocket.last;
  for (let tenth = 0; tenth < 30; tenth += 1) t.mock.timers.tick(100);
  assert.deepEqual(heard.splice(0), [["online", false]]);
  assert.notEqual(FakeSocket.last, dead, "and the next one is tried");
  dead.says({ type: "facts", facts: [] });
  FakeSocket.last.says({ type: "hello", cursor: "9" });
  assert.deepEqual(heard.splice(0), [["online", true]], "the dead one tells nothing any more");
  FakeSocket.last.onclose({ code: 1012 });
  assert.deepEqual(heard.splice(0), [["online", false]]);
});

test("a browser without network says so at once, and comes back at once", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { heard, connection } = open();
  FakeSocket.last.says({ type: "hello", cursor: "7" });
  heard.length = 0;
  connection.network(false);
  assert.deepEqual(heard.splice(0), [["online", false]]);
  connection.network(true);
  FakeSocket.last.says({ type: "hello", cursor: "8" });
  assert.deepEqual(heard, [["online", true]]);
});
