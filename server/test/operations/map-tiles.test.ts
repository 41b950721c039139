import assert from "node:assert/strict";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import sharp from "sharp";
import { startApp } from "../cast/harness.ts";

const picture = await sharp({ create: { width: 256, height: 256, channels: 3, background: "#cde" } })
  .png()
  .toBuffer();
const webp = await sharp(picture).webp().toBuffer();
const asked: IncomingMessage[] = [];
/** A server of tiles: what it answers is told by the column. */
const tiles = createServer((request, response) => {
  asked.push(request);
  const column = Number(/\/\d+\/(\d+)\/\d+/.exec(request.url ?? "")?.[1]);
  if (column === 1) return response.setHeader("content-type", "text/html").end(webp);
  if (column === 2) return response.setHeader("content-type", "image/png").end("<svg onload='alert(1)'/>");
  if (column === 3) return response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
  if (column === 4) return response.end(Buffer.concat([picture, Buffer.alloc(1024 * 1024)]));
  if (column === 5) return response.writeHead(404).end();
  return response.setHeader("content-type", "image/png").end(picture);
});
await new Promise<void>((resolve) => tiles.listen(0, "127.0.0.1", resolve));
after(() => tiles.close());
const place = `127.0.0.1:${(tiles.address() as AddressInfo).port}`;

const app = await startApp({ allowedHosts: [place] });
const workspace = await app.addWorkspace("Tiles");
const other = await app.addWorkspace("Plain");
const edson = await app.addMember(workspace, "Edson Ribeiro", "technician");
const owner = await app.signIn(workspace);
const technician = await app.signIn(edson);
const address = `http://${place}/{z}/{x}/{y}.png?key=secret-of-tiles`;
const attribution = "© Contributors of the map";

const put = (source: object | null, headers = owner) => app.call(null, "PUT", "/map-tiles/source", { source }, headers);
const tile = (path: string, who: { apiKey: string } = workspace) => app.call(who, "GET", `/map-tiles/${path}`);

test("without a source the ground is plain", async () => {
  assert.deepEqual((await app.call(workspace, "GET", "/map-tiles")).body, { tiles: null });
  assert.equal((await tile("0/0/0")).status, 404);
});

test("who administers says where tiles come from; members read whom to name, and not the address with its key", async () => {
  const answer = await put({ address, attribution });
  assert.deepEqual([answer.status, answer.body], [200, { source: { address, attribution } }]);
  const told = await app.call(null, "GET", "/map-tiles", undefined, technician);
  assert.deepEqual([told.status, told.body.tiles.attribution], [200, attribution]);
  assert.doesNotMatch(JSON.stringify(told.body), /secret-of-tiles|127/);
  for (const [method, body] of [
    ["GET", undefined],
    ["PUT", { source: null }],
  ] as const)
    assert.equal((await app.call(null, method, "/map-tiles/source", body, technician)).status, 403, method);
  const log = await app.rows("select detail from audit_log where action = 'operations.map_tiles_changed'");
  assert.deepEqual(log, [{ detail: { from: null, to: { host: place, attribution } } }]);
});

test("a tile comes through here, kept for a day, and its server learns nothing of who looks", async () => {
  asked.length = 0;
  const { status, headers, raw } = await app.call(null, "GET", "/map-tiles/5/9/17?v=abc", undefined, {
    ...technician,
    "x-forwarded-for": "198.51.100.7",
    referer: "https://prosa.example/work-orders",
  });
  assert.deepEqual([status, headers["content-type"], headers["cache-control"]], [200, "image/png", "private, max-age=86400"]);
  assert.deepEqual(raw, picture);
  const [request] = asked;
  assert.equal(request?.url, "/5/9/17.png?key=secret-of-tiles");
  assert.match(request?.headers["user-agent"] ?? "", /^Prosa \(http/);
  assert.deepEqual(
    ["cookie", "referer", "x-forwarded-for", "authorization"].filter((name) => request?.headers[name] !== undefined),
    [],
  );
});

test("it is a picture by its bytes, small, and from no private address; else it does not come", async () => {
  const image = await tile("5/1/0");
  assert.deepEqual([image.status, image.headers["content-type"]], [200, "image/webp"]);
  for (const column of [2, 3, 4, 5]) {
    const answer = await tile(`5/${column}/0`);
    assert.deepEqual([answer.status, answer.body.code], [502, "operations.tile_unavailable"], String(column));
    assert.notEqual(answer.headers["cache-control"], "private, max-age=86400");
  }
  asked.length = 0;
  for (const path of ["1/2/0", "23/0/0", "1/-1/0", "a/0/0"]) assert.ok([400, 404].includes((await tile(path)).status), path);
  assert.equal((await tile("0/0/0", other)).status, 404, "another workspace has its own");
  assert.equal(asked.length, 0);
});

test("an address that leads into this network, or is none for tiles, is refused with the reason", async () => {
  for (const [wrong, because] of [
    ["https://10.0.0.8/{z}/{x}/{y}.png", "not_public"],
    ["https://169.254.169.254/{z}/{x}/{y}", "not_public"],
    ["https://[::1]/{z}/{x}/{y}.png", "not_public"],
    ["http://203.0.113.9/{z}/{x}/{y}.png", "not_public"],
    ["http://1.1.1.1/{z}/{x}/{y}.png", "not_https"],
    ["https://somebody:else@1.1.1.1/{z}/{x}/{y}.png", "not_public"],
    ["https://1.1.1.1/{z}/{x}.png", "placeholders"],
    ["https://1.1.1.1/{z}/{x}/{y}/{s}.png", "placeholders"],
    ["https://{x}.example.com/{z}/{y}.png", "placeholders"],
  ]) {
    const answer = await put({ address: wrong, attribution });
    assert.deepEqual([answer.status, answer.body.code, answer.body.facts?.because], [422, "operations.tiles_refused", because], wrong);
  }
  assert.equal((await put({ address, attribution: "" })).status, 400);
  assert.equal((await put(null)).status, 200);
  assert.equal((await tile("0/0/0")).status, 404);
});
