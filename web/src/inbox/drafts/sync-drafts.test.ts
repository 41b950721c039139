import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { ApiError, OfflineError } from "../../api/client.ts";
import { createDraftStore, type Draft, type DraftKey, keyOf } from "./draft-store.ts";
import { type DraftServer, type KeptDraft, syncDrafts } from "./sync-drafts.ts";

const NOTE = keyOf("talk", "note");
const REPLY = keyOf("talk", "reply");

/** Keeps drafts as the server does; several browsers share one. */
function createServer() {
  const kept = new Map<string, KeptDraft>();
  const state = { away: false };
  const ensureThere = () => {
    if (state.away) throw new OfflineError("away");
  };
  const changed = () => new ApiError(409, "inbox.draft_changed", "", {});
  const server: DraftServer = {
    async list() {
      ensureThere();
      return [...kept.values()];
    },
    async write(key, { text, files, quoted, version }) {
      ensureThere();
      if ((kept.get(key)?.version ?? null) !== version) throw changed();
      const [conversationId, kind] = key.split(" ") as [string, "reply" | "note"];
      const draft = { conversationId, kind, text, files, quoted, version: (version ?? 0) + 1, changedAt: "2026-11-27T10:00:00Z" };
      kept.set(key, draft);
      return draft;
    },
    async drop(key, version) {
      ensureThere();
      if (kept.has(key) && kept.get(key)?.version !== version) throw changed();
      kept.delete(key);
    },
  };
  return { kept, server, away: (away: boolean) => Object.assign(state, { away }) };
}

function createStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

let world: ReturnType<typeof createServer>;
const open: { stop(): void }[] = [];
beforeEach(() => {
  world = createServer();
});
afterEach(() => {
  for (const sync of open.splice(0)) sync.stop();
});

function openBrowser(storage = createStorage()) {
  const store = createDraftStore("ana", storage);
  const sync = syncDrafts(store, world.server);
  open.push(sync);
  const write = (key: DraftKey, change: Partial<Draft>) => {
    store.change(key, change);
    sync.changed(key);
  };
  return { store, sync, write, storage };
}
/** Promises that are under way go on. */
const settle = async () => {
  for (let step = 0; step < 20; step += 1) await Promise.resolve();
};

test("a note and an answer are two drafts, and each is the same on every device", async () => {
  const [desk, phone] = [openBrowser(), openBrowser()];
  desk.write(NOTE, { text: "só para nós" });
  desk.write(REPLY, { text: "bom dia" });
  desk.sync.saveAll();
  await settle();
  await phone.sync.load();
  assert.deepEqual([phone.store.get(NOTE).text, phone.store.get(REPLY).text], ["só para nós", "bom dia"]);
  phone.write(NOTE, { text: "" });
  phone.sync.saveAll();
  await settle();
  await desk.sync.load();
  assert.deepEqual([desk.store.get(NOTE).text, desk.store.get(REPLY).text], ["", "bom dia"]);
});

test("what is written while the server is away survives a reload and arrives later", async () => {
  const first = openBrowser();
  world.away(true);
  first.write(REPLY, { text: "sem rede" });
  first.sync.saveAll();
  await settle();
  first.sync.stop();
  const again = openBrowser(first.storage);
  assert.equal(again.store.get(REPLY).text, "sem rede");
  world.away(false);
  again.sync.saveAll();
  await settle();
  assert.equal(world.kept.get(REPLY)?.text, "sem rede");
});

test("where two devices wrote on the same draft, both texts stay", async () => {
  const [desk, phone] = [openBrowser(), openBrowser()];
  desk.write(REPLY, { text: "da mesa" });
  desk.sync.saveAll();
  await settle();
  phone.write(REPLY, { text: "do celular" });
  phone.sync.saveAll();
  await settle();
  phone.sync.saveAll();
  await settle();
  assert.equal(world.kept.get(REPLY)?.text, "da mesa\n\ndo celular");
});

test("a list that was asked for before a write does not undo it", async () => {
  const desk = openBrowser();
  const answer = Promise.withResolvers<KeptDraft[]>();
  const { list } = world.server;
  world.server.list = () => answer.promise;
  const loading = desk.sync.load();
  desk.write(NOTE, { text: "nova" });
  desk.sync.saveAll();
  await settle();
  world.server.list = list;
  answer.resolve([]);
  await loading;
  assert.equal(desk.store.get(NOTE).text, "nova");
});

test("what was sent here is gone, unless another device added to it", async () => {
  const [desk, phone] = [openBrowser(), openBrowser()];
  desk.write(REPLY, { text: "bom dia" });
  desk.sync.saveAll();
  await settle();
  await phone.sync.load();
  phone.write(REPLY, { text: "bom dia, e mais" });
  phone.sync.saveAll();
  await settle();
  desk.write(REPLY, { text: "" });
  desk.sync.saveAll();
  await settle();
  assert.equal(desk.store.get(REPLY).text, "bom dia, e mais");
  phone.write(REPLY, { text: "" });
  phone.sync.saveAll();
  await settle();
  assert.equal(world.kept.size, 0);
});
