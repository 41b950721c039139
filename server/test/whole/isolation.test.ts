import assert from "node:assert/strict";
import { test } from "node:test";
import pg from "pg";
import { emptyDocument } from "../../../flow/schema.ts";
import { fixture, startApp } from "../cast/harness.ts";

const app = await startApp();
const ours = await app.addWorkspace("Ours");
const theirs = await app.addWorkspace("Theirs");
assert.equal(await app.receive(theirs.channel, fixture("wa-inbound-text.json")), 200);
assert.equal(await app.receive(theirs.channel, fixture("wa-inbound-image-caption.json")), 200);
assert.equal(await app.receive(theirs.channel, Buffer.from("{ malformed")), 400);
await app.runJobs();

/** Ids of the other workspace, by the name of the path parameter. */
const [conversation] = await app.rows("select id from conversations where workspace_id = $1", [theirs.id]);
const one = async (table: string) => (await app.rows(`select id from ${table} where workspace_id = $1 limit 1`, [theirs.id]))[0]?.id;
const [queue] = await app.rows(
  "insert into queues (workspace_id, id, name, created_at) values ($1, gen_random_uuid(), 'Theirs', now()) returning id",
  [theirs.id],
);
const asked = { key: "name", label: "Name", type: "name", isRequired: true, country: null, maxAgeMonths: null, writesTo: null };
const { body: theirForm } = await app.call(theirs, "POST", "/registration-forms", { key: "theirs", name: "Theirs", fields: [asked] });
const WATCHED = { name: "Theirs", figureId: "sessions.opened", filter: null, days: 1, asks: "over", bound: 1, margin: 0 };
const foreign: Record<string, string> = {
  conversationId: conversation?.id,
  messageId: await one("messages"),
  contactId: await one("contacts"),
  channelId: theirs.channel.id,
  metaAppId: (await app.call(theirs, "POST", "/meta-apps", { name: "Theirs", appId: "1", appSecret: "x", verifyToken: "x" })).body.id,
  attachmentId: await one("attachments"),
  rawEventId: await one("raw_events"),
  memberId: theirs.memberId,
  keyId: await one("api_keys"),
  noticeId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  targetId: (await app.call(theirs, "POST", "/alert-targets", { kind: "email", name: "Theirs", address: "they@example.com" })).body.id,
  invitationId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  sessionId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  calendarId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  calibrationId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  erasureId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  identityKind: "email",
  identityValue: "they@example.com",
  mergeId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  fileId: "abc",
  page: "1",
  queueId: queue?.id,
  draftKind: "reply",
  roleId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  labelId: (await app.call(theirs, "POST", "/labels", { name: "Theirs", color: "teal" })).body.id,
  scheduledId: (
    await app.call(theirs, "POST", `/conversations/${conversation?.id}/scheduled-messages`, {
      message: { kind: "text", text: "x" },
      at: new Date(app.clock.now().getTime() + 86_400_000).toISOString(),
    })
  ).body.id,
  replyId: (await app.call(theirs, "POST", "/canned-replies", { scope: "everybody", name: "theirs", text: "x", language: null })).body.id,
  macroId: (
    await app.call(theirs, "POST", "/macros", {
      name: "Theirs",
      scope: "everybody",
      steps: [{ action: "conversation.resolve", input: {} }],
    })
  ).body.id,
  viewId: (
    await app.call(theirs, "POST", "/views", { name: "Theirs", color: "teal", isShared: true, query: { view: "all", state: "open" } })
  ).body.id,
  fieldId: (await app.call(theirs, "POST", "/contact-fields", { key: "theirs", label: "Theirs", type: "text" })).body.id,
  companyId: (await app.call(theirs, "POST", "/companies", { name: "Theirs" })).body.id,
  otherContactId: await one("contacts"),
  segmentId: (await app.call(theirs, "POST", "/segments", { name: "Theirs", condition: { all: [] } })).body.id,
  importId: (await app.call(theirs, "POST", "/contact-imports", { fileName: "a.csv", content: btoa("Nome;Telefone\nAna;+5511988887777") }))
    .body.id,
  teamId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  reasonId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  ticketId: await ticketOf(theirs.id),
  siteId: (await app.call(theirs, "POST", "/sites", { name: "Theirs" })).body.id,
  supplierId: (await app.call(theirs, "POST", "/suppliers", { name: "Theirs" })).body.id,
  planId: (
    await app.call(theirs, "POST", "/preventive-plans", {
      title: "Theirs",
      assetId: (await app.call(theirs, "POST", "/assets", { name: "Theirs", code: "EQ-2" })).body.id,
      technicianId: null,
      priority: "low",
      checklist: [],
      calendar: null,
      everyReading: 1_000,
      isOn: true,
    })
  ).body.id,
  contractorId: (await app.call(theirs, "POST", "/contractors", { name: "Theirs" })).body.id,
  assetId: (await app.call(theirs, "POST", "/assets", { name: "Theirs", code: "EQ-1" })).body.id,
  ...(await stockOf()),
  orderId: (await app.call(theirs, "POST", "/work-orders", { title: "Theirs" })).body.id,
  orderFileId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  ...(await dealsOf()),
  ...(await appointmentsOf()),
  ...(await webhooksOf()),
  exchangeId: await exchangeOf(),
  ...(await evaluationsOf()),
  moveId: await moveOf(),
  taskId: (await app.call(theirs, "POST", "/tasks", { title: "Theirs" })).body.id,
  formId: theirForm.id,
  registrationId: (await app.call(theirs, "POST", "/registrations", { formId: theirForm.id, values: { name: "Theirs Alone" } })).body.id,
  registrationFileId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  providerId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  agentId: (await app.call(theirs, "POST", "/ai-agents", { name: "Theirs", persona: "customer" })).body.id,
  documentId: (await app.call(theirs, "POST", "/knowledge/documents", { kind: "faq", title: "Theirs?", body: "Theirs.", publish: true }))
    .body.id,
  gapId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  flowId: (await app.call(theirs, "POST", "/flows", { name: "Theirs" })).body.id,
  automationId: (
    await app.call(theirs, "POST", "/automations", {
      name: "Theirs",
      trigger: { kind: "silence", minutes: 60 },
      condition: null,
      steps: [{ kind: "act", action: "conversation.resolve", input: {} }],
    })
  ).body.id,
  templateId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  campaignId: (await app.call(theirs, "POST", "/campaigns", campaign(theirs.channel.id))).body.id,
  objectType: "theirs",
  externalId: "1",
  version: "1",
  runId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  credentialId: (
    await app.call(theirs, "POST", "/flow-credentials", { name: "Theirs", header: "Authorization", value: "x", host: "example.com" })
  ).body.id,
  source: "raw_event",
  letterId: await one("raw_events"),
  // No records: names that every workspace knows, or none.
  actionId: "conversation.unknown",
  lookUpId: "conversation.unknown",
  figureId: "sessions.unknown?from=2026-11-01&to=2026-11-02",
  z: "1",
  x: "0",
  y: "0",
  subscriptionId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
  reportId: (await app.call(theirs, "POST", "/reports", { ...report(), memberIds: [theirs.memberId] })).body.id,
  alertId: (await app.call(theirs, "POST", "/figure-alerts", WATCHED)).body.id,
};
/** A deal, and the pipeline that it stands in. */
async function dealsOf(): Promise<Record<string, string>> {
  const { body } = await app.call(theirs, "POST", "/deals", { title: "Theirs", contactId: await one("contacts") });
  return { dealId: body.id, pipelineId: body.pipelineId };
}
/** Who is told, and something that they were told. */
async function webhooksOf(): Promise<Record<string, string>> {
  const { body } = await app.call(theirs, "POST", "/webhook-endpoints", {
    name: "Theirs",
    url: "https://example.com",
    kinds: ["deal.made"],
  });
  const [delivery] = await app.rows(
    `insert into webhook_deliveries (workspace_id, id, endpoint_id, kind, body, state, settled_at, created_at)
     values ($1, gen_random_uuid(), $2, 'deal.made', '{}', 'dead', now(), now()) returning id`,
    [theirs.id, body.id],
  );
  return { endpointId: body.id, deliveryId: delivery?.id };
}
/** A deal that was brought in step with a CRM. */
async function exchangeOf(): Promise<string> {
  await app.rows(
    `insert into crm_connections (workspace_id, kind, base_url, sealed_token, deal_key, person_key, read_through, next_read_at, connected_at, connected_by)
     values ($1, 'pipedrive', 'https://example.pipedrive.com', 'x', 'x', 'x', now(), now() + interval '1 day', now(), 'Theirs')`,
    [theirs.id],
  );
  const [exchange] = await app.rows(
    `insert into crm_exchanges (workspace_id, id, deal_id, state, settled_at, created_at)
     values ($1, gen_random_uuid(), $2, 'dead', now(), now()) returning id`,
    [theirs.id, await one("deals")],
  );
  return exchange?.id;
}
/** A test of an agent, a run of it, two of its versions side by side, and other instructions that were proposed. */
async function evaluationsOf(): Promise<Record<string, string>> {
  const { body: agent } = await app.call(theirs, "POST", "/ai-agents", { name: "Tested", persona: "customer" });
  const test = { title: "Theirs", lines: ["Theirs?"], facts: [["Theirs"]] };
  const { body } = await app.call(theirs, "POST", `/ai-agents/${agent.id}/evaluations`, test);
  const run = await app.call(theirs, "POST", `/ai-agents/${agent.id}/evaluation-runs`, {});
  await app.call(theirs, "PUT", `/ai-agents/${agent.id}/draft`, { goal: "x", prompt: "x", tone: "direct", emoji: "never", tools: [] });
  const experiment = await app.call(theirs, "POST", `/ai-agents/${agent.id}/experiments`, { percent: 50, reason: "x" });
  const [proposal] = await app.rows(
    `insert into ai_proposals (workspace_id, id, agent_id, state, base_version, goal, prompt, asked_by, asked_at)
     values ($1, gen_random_uuid(), $2, 'open', 1, 'Theirs', 'Theirs', 'Theirs', now()) returning id`,
    [theirs.id, agent.id],
  );
  return { evaluationId: body.id, evaluationRunId: run.body.id, experimentId: experiment.body.id, proposalId: proposal?.id };
}
/** An account that is moved in from. */
async function moveOf(): Promise<string> {
  const [move] = await app.rows(
    `insert into moves (workspace_id, id, base_url, account_id, sealed_key, per_minute, state, phase, created_by, created_at)
     values ($1, gen_random_uuid(), 'https://example.com', 1, 'x', 60, 'ready', 'agents', $2, now()) returning id`,
    [theirs.id, theirs.memberId],
  );
  return move?.id;
}
/** What can be booked, and something that is. */
async function appointmentsOf(): Promise<Record<string, string>> {
  const { body } = await app.call(theirs, "POST", "/appointment-services", {
    name: "Theirs",
    minutes: 30,
    noticeMinutes: 0,
    daysAhead: 30,
    memberIds: [],
  });
  const [appointment] = await app.rows(
    `insert into appointments (workspace_id, id, service_id, member_id, contact_id, starts_at, ends_at, time_zone, state, created_at, created_by, changed_at)
     select $1, gen_random_uuid(), $2, (select id from members where workspace_id = $1 limit 1), (select id from contacts where workspace_id = $1 limit 1),
       now() + interval '1 day', now() + interval '25 hours', 'UTC', 'booked', now(), 'x', now() returning id`,
    [theirs.id, body.id],
  );
  return { serviceId: body.id, appointmentId: appointment?.id };
}
/** Parts that lie somewhere, are on their way and are counted. */
async function stockOf(): Promise<Record<string, string>> {
  const make = async (path: string, body: object): Promise<string> => (await app.call(theirs, "POST", path, body)).body.id;
  const [siteId, toSiteId] = [await make("/sites", { name: "From" }), await make("/sites", { name: "To" })];
  const partId = await make("/parts", { name: "Theirs", code: "P-1", unit: "un" });
  await make("/stock/movements", { kind: "in", siteId, lines: [{ partId, quantity: 1000, unitCost: 1 }] });
  return {
    partId,
    transferId: await make("/stock/transfers", { partId, fromSiteId: siteId, toSiteId, quantity: 1000 }),
    countId: await make("/stock/counts", { siteId }),
    purchaseId: await make("/purchases", { lines: [{ partId, quantity: 1000 }] }),
  };
}
/** Of the conversation that is there. */
async function ticketOf(workspaceId: string): Promise<string> {
  const [ticket] = await app.rows(
    `insert into tickets (workspace_id, id, protocol, conversation_id, session_id, contact_id, channel_id, state, priority, opened_at)
     select workspace_id, gen_random_uuid(), '261127-000001', id, coalesce(session_id, gen_random_uuid()), contact_id, channel_id, 'waiting', 5, now() from conversations
     where workspace_id = $1 limit 1 returning id`,
    [workspaceId],
  );
  return ticket?.id;
}
/** One that everybody of its workspace sees. */
function report(): object {
  return {
    name: "Theirs",
    figures: [{ id: "sessions.opened", by: null }],
    period: "day",
    filter: null,
    isShared: true,
    every: null,
    hour: 8,
    memberIds: ["01a1fc32-0d5f-7351-a3ea-32faefa5f017"],
  };
}
function campaign(channelId: string): object {
  return {
    name: "Theirs",
    kind: "marketing",
    channelId,
    audience: { condition: null, contactIds: [] },
    variants: [{ key: "A", share: 1, content: { kind: "text", text: "x" } }],
    followUps: [],
    window: { from: "09:00", to: "18:00", weekdays: [1] },
    perMinute: null,
    restDays: null,
    priceMicros: null,
    goal: null,
    picksWinner: false,
  };
}
const BODIES: Record<string, object> = {
  "/api-keys/{keyId}/rotation": { hours: 1 },
  "/tickets/{ticketId}/transfer": { to: { holder: "queue", id: "01a1fc32-0d5f-7351-a3ea-32faefa5f017" } },
  "/tickets/{ticketId}/return": {},
  "/tickets/{ticketId}/close": {},
  "/tickets/{ticketId}/priority": { priority: 5 },
  "/desk/queues/{queueId}": { capacity: 3 },
  "/desk/teams/{teamId}": { name: "x", memberIds: [] },
  "/notices/{noticeId}": { read: true },
  "/attachments/{attachmentId}/transcript": { text: "x" },
  "/tasks/{taskId}": { state: "done" },
  "/automations/{automationId}": {
    name: "x",
    trigger: { kind: "silence", minutes: 60 },
    condition: null,
    steps: [{ kind: "act", action: "conversation.resolve", input: {} }],
    revision: 1,
  },
  "/automations/{automationId}/switch": { isOn: true },
  "/campaigns/{campaignId}": { ...campaign("01a1fc32-0d5f-7351-a3ea-32faefa5f017"), revision: 1 },
  "/channels/{channelId}/templates": { name: "x", language: "pt_BR", category: "UTILITY", body: "x", buttons: [], samples: [] },
  "/campaigns/{campaignId}/copies": { name: "x" },
  "/campaigns/{campaignId}/start": { startsAt: null },
  "/campaigns/{campaignId}/winner": { key: "A" },
  "/objects/{objectType}/{externalId}": { title: "x", contact: { phone: "+5511988887777" }, state: "x" },
  "/conversations/{conversationId}/qualification": { name: "Ana" },
  "/deals/{dealId}": { title: "x" },
  "/deals/{dealId}/move": { stageId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017" },
  "/deals/{dealId}/notes": { text: "x" },
  "/pipelines/{pipelineId}": { name: "x" },
  "/webhook-endpoints/{endpointId}": { name: "x" },
  "/contacts/{contactId}/qualification/verdict": { wasHot: true },
  "/lead-calibrations/{calibrationId}/decision": { decision: "refuse" },
  "/moves/{moveId}": { perMinute: 60 },
  "/goals/{memberId}": { goals: [] },
  "/reports/{reportId}": report(),
  "/reports/{reportId}/runs": {},
  "/figure-alerts/{alertId}": WATCHED,
  "/appointments/{appointmentId}/move": { startsAt: "2099-01-01T09:00:00Z" },
  "/appointments/{appointmentId}/cancel": {},
  "/appointment-services/{serviceId}": { name: "x" },
  "/appointment-hosts/{memberId}": { calendarId: null },
  "/registration-forms/{formId}": { name: "x" },
  "/registration-forms/{formId}/submissions": { variables: [{ name: "name", value: "Ana Sá" }] },
  "/registrations/{registrationId}": { values: { name: "Ana Sá" } },
  "/registrations/{registrationId}/proof-date": { on: "2026-11-01" },
  "/registrations/{registrationId}/ask-correction": { fields: ["name"] },
  "/registrations/{registrationId}/approve": {},
  "/registrations/{registrationId}/reject": { reason: "x" },
  "/ai-agents/{agentId}": { name: "x" },
  "/ai-providers/{providerId}": { name: "x" },
  "/ai-agents/{agentId}/draft": { goal: "x", prompt: "x", tone: "direct", emoji: "never", tools: [] },
  "/ai-agents/{agentId}/draft/publication": {},
  "/ai-agents/{agentId}/evaluations": { title: "x", lines: ["x"] },
  "/ai-agents/{agentId}/evaluation-runs": {},
  "/ai-agents/{agentId}/experiments": { percent: 50 },
  "/ai-proposals/{proposalId}/acceptance": {},
  "/ai-proposals/{proposalId}/refusal": {},
  "/ai-experiments/{experimentId}/stop": { keep: "champion" },
  "/ai-evaluations/{evaluationId}": { title: "x" },
  "/conversations/{conversationId}/evaluations": {},
  "/conversations/{conversationId}/ai-help": { kind: "summary" },
  "/conversations/{conversationId}/ai-help/{runId}": { verdict: "taken" },
  "/knowledge/documents/{documentId}": { title: "x" },
  "/knowledge/gaps/{gapId}/answer": { answer: "x" },
  "/flows/{flowId}": { name: "x" },
  "/flows/{flowId}/draft": { document: emptyDocument("en"), layout: { blocks: {}, notes: [] }, revision: 1 },
  "/flows/{flowId}/publish": {},
  "/flows/{flowId}/duplicate": {},
  "/flows/{flowId}/versions/{version}/restore": {},
  "/flows/{flowId}/runs": { conversationId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017" },
  "/flows/{flowId}/try-request": { method: "GET", url: "https://example.com/" },
  "/contact-fields/{fieldId}": { label: "x", type: "text" },
  "/companies/{companyId}": { name: "x" },
  "/sites/{siteId}": { name: "x" },
  "/suppliers/{supplierId}": { name: "x" },
  "/contractors/{contractorId}": { name: "x" },
  "/assets/{assetId}": { name: "x" },
  "/assets/{assetId}/readings": { value: 1_000 },
  "/preventive-plans/{planId}": { isOn: false },
  "/assets/{assetId}/photo": { attachmentId: null },
  "/assets/{assetId}/manual": { attachmentId: null },
  "/parts/{partId}": { name: "x" },
  "/purchases/{purchaseId}": { reason: "x" },
  "/purchases/{purchaseId}/cancel": {},
  "/purchases/{purchaseId}/quotes/{supplierId}": { prices: [{ lineId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017", unitPrice: 1 }] },
  "/purchases/{purchaseId}/choose": { quoteId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017" },
  "/purchases/{purchaseId}/ask-quotes": { supplierIds: ["01a1fc32-0d5f-7351-a3ea-32faefa5f017"], media: ["email"] },
  "/purchases/{purchaseId}/approve": {},
  "/purchases/{purchaseId}/reject": {},
  "/purchases/{purchaseId}/receive": {
    siteId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017",
    lines: [{ lineId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017", quantity: 1000 }],
  },
  "/parts/{partId}/minimums/{siteId}": { minimum: 1000 },
  "/stock/counts/{countId}/parts/{partId}": { counted: 1000 },
  "/work-orders/{orderId}": { title: "x" },
  "/work-orders/{orderId}/files": { attachmentId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017" },
  "/work-orders/{orderId}/signature": { picture: "iVBORw0KGgoAAAANSUhEUgAA", signer: "x" },
  "/work-orders/{orderId}/assign": {},
  "/work-orders/{orderId}/accept": {},
  "/work-orders/{orderId}/decline": {},
  "/work-orders/{orderId}/depart": {},
  "/work-orders/{orderId}/check-in": {},
  "/work-orders/{orderId}/pause": {},
  "/work-orders/{orderId}/resume": {},
  "/work-orders/{orderId}/check-out": {},
  "/work-orders/{orderId}/close": {},
  "/work-orders/{orderId}/reopen": {},
  "/work-orders/{orderId}/cancel": {},
  "/contacts/{contactId}/erasure": { proof: "x" },
  "/contacts/{contactId}/merges": { otherContactId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017" },
  "/segments/{segmentId}": { name: "x", condition: { all: [] } },
  "/contact-imports/{importId}/start": { mapping: ["name", "phone"], onKnown: "skip" },
  "/record-imports/{importId}/check": { mapping: ["name"] },
  "/record-imports/{importId}/start": { mapping: ["name"] },
  "/labels/{labelId}": { name: "x", color: "teal" },
  "/canned-replies/{replyId}": { scope: "own", name: "x", text: "x", language: null },
  "/macros/{macroId}": { name: "x", scope: "own", steps: [{ action: "conversation.resolve", input: {} }] },
  "/macros/{macroId}/runs": { subjectIds: ["01a1fc32-0d5f-7351-a3ea-32faefa5f017"] },
  "/scheduled-messages/{scheduledId}": { unlessAnswered: true },
  "/conversations/{conversationId}/scheduled-messages": { message: { kind: "text", text: "x" }, at: "2099-01-01T09:00" },
  "/contacts/{contactId}/conversations": { channelId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017" },
  "/views/{viewId}": { name: "x" },
  "/desk/close-reasons/{reasonId}": { name: "x", asksRating: true },
  "/desk/agents/{memberId}": { ceiling: 3 },
  "/desk/agents/{memberId}/presence": { state: "away" },
  "/conversations/{conversationId}/messages": { kind: "text", text: "x" },
  "/conversations/{conversationId}": { state: "resolved" },
  "/contacts/{contactId}": { name: "x" },
  "/contacts/{contactId}/identities": { kind: "email", value: "new@example.com" },
  "/channels/{channelId}": { name: "x" },
  "/meta-apps/{metaAppId}": { name: "x" },
  "/channels/{channelId}/test-message": { to: "+5511999990000" },
  "/alert-targets/{targetId}": { silencedUntil: null },
  "/members/{memberId}": { role: "viewer" },
  "/roles/{roleId}": { name: "x" },
  "/conversations/{conversationId}/floor": { holder: "person" },
  "/contacts/{contactId}/consents": { purpose: "marketing", channelKind: null, state: "given", source: "x" },
  "/actions/{actionId}": { subjectIds: ["01a1fc32-0d5f-7351-a3ea-32faefa5f017"], input: {} },
  "/look-ups/{lookUpId}": { subjectId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017", input: {} },
  "/queues/{queueId}/members": { memberIds: [] },
  "/calendars/{calendarId}": { name: "x" },
  "/conversations/{conversationId}/drafts/{draftKind}": { text: "x", version: null },
  "/messages/{messageId}/reaction": { emoji: "x" },
  "/conversations/{conversationId}/messages/preview": { kind: "text", text: "x" },
  "/conversations/{conversationId}/variables/preview": { texts: ["x"] },
};

const { paths } = app.prosa.http.swagger() as unknown as { paths: Record<string, Record<string, { "x-access": string }>> };
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path: path.replace("/api/v1", ""),
    method: method.toUpperCase(),
    access: operation["x-access"],
  })),
);

/** What routes demand in their address. */
const ASKED: Record<string, string> = {
  "/analytics/conversations.csv": "?from=2026-11-01&to=2026-11-30",
  "/analytics/conversations.xlsx": "?from=2026-11-01&to=2026-11-30",
  "/work-orders/calendar": "?from=2026-11-01&days=30",
  "/registration-forms/{formId}/known-values": `?conversationId=${foreign["conversationId"]}`,
};

test("every route with an id answers 404 or 403 to another workspace", async () => {
  const withIds = routes.filter(({ path }) => path.includes("{") && !path.startsWith("/webhooks"));
  assert.ok(withIds.length > 15, `the document names routes (${withIds.length})`);
  for (const { path, method } of withIds) {
    const address = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
      assert.ok(foreign[name], `a foreign ${name} is known`);
      return foreign[name] as string;
    });
    const { status } = await app.call(
      ours,
      method,
      address + (ASKED[path] ?? ""),
      method === "GET" || method === "DELETE" ? undefined : (BODIES[path] ?? undefined),
    );
    assert.ok(status === 404 || status === 403 || path.startsWith("/me/"), `${method} ${path} answered ${status}`);
  }
});

test("no list shows anything of another workspace", async () => {
  for (const { path, method } of routes.filter(
    ({ path, method, access }) => method === "GET" && !path.includes("{") && app.prosa.rights.keyScopes.includes(access),
  )) {
    const { status, raw } = await app.call(ours, method, path + (ASKED[path] ?? ""));
    assert.equal(status, 200, path);
    for (const id of Object.values(foreign).slice(0, 7)) assert.equal(raw.includes(id), false, `${path} shows ${id}`);
  }
});

test("every route needs a login or key, except the few that say why not", async () => {
  const open = new Set([
    "/login",
    "/login/second-factor",
    "/login/single-sign-on",
    "/login/single-sign-on/providers",
    "/logout",
    "/login/password-reset",
    "/login/new-password",
    "/invitations/acceptance",
    "/setup",
  ]);
  for (const { path, method } of routes.filter(({ path }) => !path.startsWith("/webhooks"))) {
    const { status } = await app.call(
      null,
      method,
      path.replaceAll(/\{\w+\}/g, "01a1fc32-0d5f-7351-a3ea-32faefa5f017"),
      method === "GET" || method === "DELETE" ? undefined : {},
      { origin: app.config.publicUrl },
    );
    if (!open.has(path)) assert.equal(status, 401, `${method} ${path}`);
  }
});

test("a key does only what its scopes say", async () => {
  const { body } = await app.call(ours, "POST", "/api-keys", { name: "x", scopes: ["conversations.read"] });
  assert.equal(body.code, "team.not_allowed", "a key makes no keys");
  const reader = { apiKey: await keyWith(["conversations.read"]) };
  assert.equal((await app.call(reader, "GET", "/conversations")).status, 200);
  for (const [method, path] of [
    ["GET", "/channels"],
    ["GET", "/audit-log"],
    ["GET", "/dead-letters"],
    ["GET", "/raw-events"],
    ["GET", "/channel-notices"],
    ["GET", "/contacts"],
    ["GET", "/members"],
  ] as const)
    assert.equal((await app.call(reader, method, path)).status, 403, path);
});

async function keyWith(scopes: string[]): Promise<string> {
  const { makeToken } = await import("../../src/platform/index.ts");
  const { token, hash } = makeToken("api-key", "prosa");
  await app.rows(
    "insert into api_keys (workspace_id, id, name, prefix, token_hash, scopes, created_by, created_at) values ($1, gen_random_uuid(), 'x', 'x', $2, $3, $4, now())",
    [ours.id, hash, scopes, ours.memberId],
  );
  return token;
}

test("every table is under row-level security, for everyone but its owner", async () => {
  const global = [
    "migrations",
    "auth_users",
    "auth_sessions",
    "auth_accounts",
    "auth_verifications",
    "auth_two_factors",
    "feed_consumers",
    "feed_cluster",
    "clock_steps",
    "retired_keys",
    "used_codes",
    "attempts",
  ];
  const tables = await app.rows(`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced, c.relispartition as part,
      has_table_privilege('prosa_app', c.oid, 'select') or has_table_privilege('prosa_app', c.oid, 'insert') as reachable,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null) as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')`);
  assert.ok(tables.length > 25);
  for (const table of tables) {
    if (table.part) assert.equal(table.reachable, false, `${table.name} is reached through its parent only`);
    else if (global.includes(table.name)) assert.equal(table.reachable, false, `${table.name} is out of the application's reach`);
    else assert.deepEqual([table.enabled, table.forced, table.policies], [true, true, 2], table.name);
  }
  const roles = await app.rows(
    "select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname like 'prosa_%' and rolname <> 'prosa_owner'",
  );
  for (const role of roles) assert.deepEqual([role.rolsuper, role.rolbypassrls, role.rolcreaterole], [false, false, false]);
});

test("the application's role sees no row without a workspace, and none of another; it writes none either", async () => {
  const client = new pg.Client(app.urls.app);
  await client.connect();
  const tables = await app.rows(
    "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and has_table_privilege('prosa_app', c.oid, 'select')",
  );
  for (const { name } of tables) {
    const bare = await client.query(`select count(*)::int as n from ${name}`);
    assert.equal(bare.rows[0].n, 0, `${name} without a setting`);
    await client.query(`begin; set local prosa.workspace_id = '${ours.id}'`);
    const column = name === "workspaces" ? "id" : "workspace_id";
    const other = await client.query(`select count(*)::int as n from ${name} where ${column} = $1`, [theirs.id]);
    assert.equal(other.rows[0].n, 0, `${name} with our setting`);
    await client.query("commit");
  }
  await client.query(`begin; set local prosa.workspace_id = '${ours.id}'`);
  await assert.rejects(
    client.query("insert into queues (workspace_id, id, name, created_at) values ($1, gen_random_uuid(), 'x', now())", [theirs.id]),
    /row-level security/,
  );
  await client.query("rollback");
  await client.query(`begin; set local prosa.workspace_id = '${ours.id}'`);
  await assert.rejects(
    client.query(
      "insert into conversations (workspace_id, id, channel_id, contact_id, last_message_at, created_at) values ($1, gen_random_uuid(), $2, $3, now(), now())",
      [ours.id, theirs.channel.id, foreign["contactId"]],
    ),
    /foreign key/,
  );
  await client.query("rollback");
  await assert.rejects(client.query("set role prosa_system"), /permission denied/);
  await assert.rejects(client.query("update audit_log set action = 'x'"), /permission denied/);
  await assert.rejects(client.query("delete from audit_log"), /permission denied/);
  await client.end();
});

test("a secret of a channel comes back in no answer, and cannot be moved to another row", async () => {
  const answer = await app.call(theirs, "GET", `/channels/${theirs.channel.id}`);
  for (const secret of [theirs.channel.appSecret, theirs.channel.accessToken, theirs.channel.verifyToken])
    assert.equal(answer.raw.includes(secret), false);
  const [row] = await app.rows("select credentials from channels where id = $1", [theirs.channel.id]);
  assert.equal(JSON.stringify(row).includes(theirs.channel.appSecret), false);
  await app.rows("update channels set credentials = $1 where id = $2", [row.credentials, ours.channel.id]);
  const moved = await app.db.inWorkspace(ours.id, (tx) => app.prosa.channels.open(tx, ours.channel.id));
  assert.throws(() => moved?.credentials, /unable to authenticate/i);
});

test("a filter that does not exist is refused by name, on every list", async () => {
  for (const list of ["/conversations", "/contacts", "/audit-log", "/dead-letters", "/raw-events", "/channel-notices", "/channels"]) {
    const answer = await app.call(ours, "GET", `${list}?statuss=failed`);
    assert.equal(answer.status, 400, list);
    assert.match(JSON.stringify(answer.body), /has the unknown field \\"statuss\\"/, list);
  }
});

test("odd requests to every route are refused with words, and none is an error of ours", async () => {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation: operation as any })),
  );
  assert.ok(operations.length > 80);
  const own = "01a1fc32-0d5f-7351-a3ea-32faefa5f017";
  const odd = [
    "%00",
    "%u0000",
    "urn:uuid:01a1fc32-0d5f-7351-a3ea-32faefa5f017",
    "%ff",
    "%F0%9F%92%A9",
    "1e400",
    "-1",
    "2026-02-30T00:00:00Z",
  ];
  const dates = ["0000-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-06-30T23:59:60Z", "275760-09-13T00:00:00Z", "2026-13-01", "now"];
  for (const { path, method, operation } of operations) {
    const at = (id: string) => path.replaceAll(/\{\w+\}/g, id);
    const named = (operation.parameters ?? []).filter((one: any) => one.in === "query").map((one: any) => one.name as string);
    const addresses = [
      ...(path.includes("{") ? odd.map(at) : []),
      ...named.flatMap((name: string) => [
        `${at(own)}?${name}=a&${name}=b`,
        `${at(own)}?${name}=%00`,
        `${at(own)}?${name}[x]=1`,
        ...dates.map((date) => `${at(own)}?${name}=${date}`),
      ]),
    ];
    const bodies: [type: string, payload: string][] =
      method === "GET" || method === "DELETE"
        ? []
        : [
            ["application/json", "null"],
            ["application/json", "[]"],
            ["application/json", '{"__proto__":{"x":1}}'],
            ["application/json", '{"\\u0000":"\\u0000\\ud800"}'],
            ["application/json; charset=utf-16", "{}"],
            ["multipart/form-data", "--x\r\n"],
            ["text/plain", "x"],
          ];
    const requests = [
      ...addresses.map((url) => ({ url, headers: {}, payload: undefined })),
      ...bodies.map(([type, payload]) => ({ url: at(own), headers: { "content-type": type }, payload })),
    ];
    for (const { url, headers, payload } of requests) {
      const answer = await app.prosa.http.inject({
        method: method as "GET",
        url,
        headers: { authorization: `Bearer ${ours.apiKey}`, ...headers },
        ...(payload === undefined ? {} : { payload }),
      });
      assert.ok(answer.statusCode < 500, `${method} ${url} ${payload ?? ""}: ${answer.statusCode} ${answer.body}`);
    }
  }
});
