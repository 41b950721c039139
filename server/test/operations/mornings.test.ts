import assert from "node:assert/strict";
import { test } from "node:test";
import { waitingConversations } from "../../src/inbox/notices/briefing-line.ts";
import { fieldLines } from "../../src/operations/briefing/lines.ts";
import { sayBriefings } from "../../src/operations/briefing/say-briefing.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember, until } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Mornings");
const { hear, hearChoice, newcomer, conversationOf } = castOf(app, workspace);
const marta = await app.addMember(workspace, "Marta Alves", "manager");
const edson = await app.addMember(workspace, "Edson Ribeiro", "technician");

async function call(method: string, address: string, body?: unknown) {
  const answer = await app.call(workspace, method, address, body);
  assert.ok(answer.status < 300, `${method} ${address}: ${JSON.stringify(answer.body)}`);
  await app.runJobs();
  return answer.body;
}
async function phoneOf(member: TestMember): Promise<string> {
  const { code } = await call("POST", `/technicians/${member.memberId}/code`);
  const { from } = await newcomer(code);
  await heard(from, /ordens chegam por aqui/);
  return from;
}
const saidTo = async (from: string): Promise<{ kind: string; text: string; content: any }[]> =>
  app.rows("select kind, text, content from messages where conversation_id = $1 and direction = 'out' and not is_note order by arrival", [
    await conversationOf(from),
  ]);
const heard = (from: string, pattern: RegExp) =>
  until(async () => {
    await app.runJobs();
    return pattern.test((await saidTo(from)).at(-1)?.text ?? "");
  });
async function press(from: string, title: RegExp) {
  const buttons: { id: string; title: string }[] = (await saidTo(from)).findLast(({ content }) => content.buttons)?.content.buttons;
  const button = buttons.find((one) => title.test(one.title));
  assert.ok(button, `${title} in ${JSON.stringify(buttons)}`);
  await hearChoice(from, button.id);
}

const manager = await phoneOf(marta);
const site = await call("POST", "/sites", { name: "Academia Pulso" });
const treadmill = await call("POST", "/assets", { name: "Esteira 1", code: "EST-01", siteId: site.id });
const open = (title: string) => call("POST", "/work-orders", { title, assetId: treadmill.id });

test("the fourth order of an asset in 30 days is said to who leads, once until the count falls back; one tap opens the overhaul", async () => {
  for (const title of ["Barulho", "Parou", "Correia solta"]) await open(title);
  const before = (await saidTo(manager)).length;
  const fourth = await open("Parou de novo");
  await heard(manager, /EST-01 · Esteira 1: 4 ordens em 30 dias/);
  await open("E outra vez");
  assert.equal((await saidTo(manager)).length, before + 1, "the fifth says nothing new");
  const notices = await app.rows("select count::int from member_notices where kind = 'operations.insight' and member_id = $1", [
    marta.memberId,
  ]);
  assert.deepEqual(notices, [{ count: 1 }]);
  await press(manager, /Abrir revisão/);
  await heard(manager, /Revisão aberta: OS-/);
  const [overhaul] = (await call("GET", `/work-orders?assetId=${treadmill.id}&sort=created`)).items;
  assert.deepEqual([overhaul.kind, overhaul.createdBy], ["preventive", "Marta Alves"]);
  const fifth = (await call("GET", `/work-orders?assetId=${treadmill.id}&sort=created`)).items.find(
    ({ title }: any) => title === "E outra vez",
  );
  for (const id of [fourth.id, fifth.id]) await call("POST", `/work-orders/${id}/cancel`, { reason: "engano" });
  await open("Voltou a parar");
  await until(async () => {
    await app.runJobs();
    return (await saidTo(manager)).filter(({ text }) => /4 ordens em 30 dias/.test(text)).length === 2;
  });
});

test("in the morning who leads reads what needs them, once a day, by the workspace's clock; its buttons act", async () => {
  const part = await call("POST", "/parts", { name: "Correia A-38", code: "COR-38", unit: "un" });
  await call("PUT", `/parts/${part.id}/minimums/${site.id}`, { minimum: 5_000 });
  await call("POST", "/work-orders", {
    title: "Atrasada",
    technicianId: edson.memberId,
    dueAt: new Date(app.clock.now().getTime() - 3_600_000).toISOString(),
  });
  const ground = {
    db: app.db,
    clock: app.clock,
    log: app.log,
    parts: app.prosa.delivery,
    rights: () => app.prosa.rights,
    lines: () => [...fieldLines, waitingConversations],
  };
  const [{ zone }] = await app.rows("select time_zone as zone from workspaces where id = $1", [workspace.id]);
  const hourNow = () =>
    Number(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone: zone }).format(app.clock.now()));
  while (hourNow() !== 7) app.clock.advance(3_600_000);
  await hear(manager, "nada a dizer por agora, obrigada");
  assert.equal(await sayBriefings(ground), 0, "not before the hour");
  while (hourNow() !== 8) app.clock.advance(60_000);
  assert.equal(await sayBriefings(ground), 1);
  assert.equal(await sayBriefings(ground), 0, "once a day");
  await heard(manager, /Bom dia! O que precisa de você hoje:\nOrdens atrasadas: \d+ \(de \d+ abertas\)\nPeças no mínimo: 1/);
  assert.match((await saidTo(manager)).at(-1)?.text ?? "", /Conversas à espera de resposta: \d+/);
  await press(manager, /Ordens atrasadas/);
  await heard(manager, /Atrasadas, a mais antiga primeiro:\nOS-\d+/);
  await hear(manager, "menu");
  await heard(manager, /Olá, Marta/);
  const rows = (await saidTo(manager)).at(-1)?.content.sections[0].rows;
  await hearChoice(manager, rows.find(({ title }: any) => /Peças no mínimo/.test(title)).id);
  await heard(manager, /Abaixo do mínimo:\nCorreia A-38 · Academia Pulso: 0 \/ 5 un/);
  await press(manager, /Pedir a compra/);
  await heard(manager, /Compra \d+ pedida: 5× Correia A-38/);
  await call("PATCH", "/operations-settings", { briefingAt: null });
  app.clock.advance(86_400_000);
  assert.equal(await sayBriefings(ground), 0, "switched off it says nothing");
});
