import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Capabilities } from "../content/capabilities.ts";
import { BLOCK_TYPES, newSettings } from "./block-types.ts";
import type { Block, BlockSettings, FlowDocument } from "./document.ts";
import { type FlowProblem, type House, isPublishable, lintFlow } from "./lint.ts";
import { flowOf } from "./talk.ts";

type Loose = Omit<Block, "exits"> & { exits?: Block["exits"] };
const block = (id: string, type: BlockSettings["type"], more: object = {}): Loose =>
  ({ id, ...newSettings(type, "pt-PT"), ...more }) as unknown as Loose;
const say = (id: string, text: string, exits?: Block["exits"]): Loose =>
  block(id, "say_text", { text: { "pt-PT": text }, ...(exits === undefined ? {} : { exits }) });
const codes = (document: FlowDocument, house: House = {}): string[] =>
  lintFlow(document, house).map(({ code, block: id, exit }) =>
    [code, id, exit].filter((part) => part !== null && part !== undefined).join(" "),
  );
const has = (document: FlowDocument, code: string, house: House = {}) =>
  assert.ok(codes(document, house).includes(code), `${code} in ${codes(document, house).join(", ")}`);
const find = (document: FlowDocument, code: string, house: House = {}): FlowProblem | undefined =>
  lintFlow(document, house).find((one) => one.code === code);

test("a flow that is whole has no error", () => {
  const document = flowOf(
    [block("n", "ask_nif", { variable: "nif" }), say("s", "Obrigado, {{var.nif}} {{contact.first_name | você}}"), block("e", "end")],
    {
      variables: [{ name: "nif", type: "text" }],
      starts: [{ on: "any_message" }],
    },
  );
  assert.deepEqual(codes(document), []);
  assert.ok(isPublishable(lintFlow(document)));
});

test("ways: nothing drawn, ends in nothing, blocks that nobody comes to, branches that are missing", () => {
  has(flowOf([]), "no_blocks");
  has(flowOf([say("a", "x")], { first: null }), "first_missing");
  has(flowOf([say("a", "x", { next: "gone" })]), "exit_dangling a next");
  has(flowOf([block("j", "jump")]), "exit_dangling j next");
  has(flowOf([say("a", "x", {}), say("b", "y")]), "unreachable b");
  has(flowOf([block("c", "condition", { exits: { "case:c1": "e" } }), block("e", "end")]), "branch_missing c otherwise");
  has(flowOf([say("a", "x", { next: "e", choice: "e" }), block("e", "end")]), "exit_unknown a choice");
  has(flowOf([say("a", "x")]), "ends_here a next");
  has(
    flowOf([say("a", "x")], { globalWords: { menu: true, menuBlock: "gone", back: true, cancel: true, person: true } }),
    "menu_block_missing",
  );
});

test("circles: without a question an error, with waits only a warning, with a question none", () => {
  const circle = (middle: Loose) => flowOf([say("a", "x", { next: "m" }), middle, block("e", "end")]);
  has(circle(block("m", "jump", { to: "a" })), "loop_without_input a");
  has(circle(block("m", "wait", { exits: { next: "a" } })), "loop_without_answer m");
  assert.ok(!codes(circle(block("m", "ask_text", { exits: { next: "a" } }))).some((code) => code.startsWith("loop")));
  has(flowOf([say("a", "x", { next: "a" })]), "loop_without_input a");
});

test("called flows: missing, of itself, and in a circle over others", () => {
  const calling = (flowId: string) => flowOf([block("c", "sub_flow", { flowId })]);
  const flow = (id: string) => ({ other: calling("me"), fine: flowOf([block("e", "end")]) })[id] ?? null;
  has(calling("me"), "sub_flow_circle c", { flowId: "me", flow });
  has(calling("other"), "sub_flow_circle c", { flowId: "me", flow });
  has(calling("gone"), "sub_flow_missing c", { flowId: "me", flow });
  assert.ok(!codes(calling("fine"), { flowId: "me", flow }).some((code) => code.startsWith("sub_flow")));
});

test("what may be said outside the window needs a template on channels that have them", () => {
  const channels = [{ name: "WhatsApp", capabilities: { ...POOR, templates: true as const } }];
  const outside = { template: "aviso", languageOf: "pt-PT" as const, parameters: [] };
  const late = { starts: [{ on: "event" as const, kind: "conversation_resolved" }] };
  const told = (blocks: Loose[], more: object, house: House = { channels }) =>
    lintFlow(flowOf(blocks, more), house).flatMap(({ code, block: of }) =>
      ["window_closed", "template_missing"].includes(code) ? [`${code} ${of}`] : [],
    );
  const quiet = block("v", "set_variable", { variable: "x", to: "1", exits: { next: "a" } });
  assert.deepEqual(told([quiet, say("a", "Olá")], late), ["window_closed a"], "behind what says nothing");
  assert.deepEqual(told([quiet, block("a", "say_text", { text: { "pt-PT": "Olá" }, outside })], late), []);
  assert.deepEqual(told([block("t", "say_template", { template: "aviso", exits: { next: "a" } }), say("a", "Olá")], late), []);
  assert.deepEqual(told([block("a", "say_text", { text: { "pt-PT": "Olá" }, outside: { ...outside, template: "" } })], late), [
    "template_missing a",
  ]);
  assert.deepEqual(told([say("a", "Olá")], { starts: [{ on: "event", kind: "message_received" }] }), [], "who writes opens the window");
  assert.deepEqual(told([say("a", "Olá")], late, { channels: [{ name: "SMS", capabilities: POOR }] }), [], "no channel has a window");
});

test("words: empty, untranslated, unknown variables with what was meant, secrets", () => {
  has(flowOf([block("a", "ask_text")]), "text_empty a");
  has(flowOf([block("a", "say_text", { text: { en: "Hi" } })]), "translation_missing a");
  const variables = [
    { name: "nif", type: "text" as const },
    { name: "pin", type: "text" as const, isSecret: true },
  ];
  const unknown = find(flowOf([say("a", "{{var.nff}}")], { variables }), "unknown_variable");
  assert.deepEqual([unknown?.severity, unknown?.values["suggestion"], unknown?.path], ["error", "var.nif", "text.pt-PT"]);
  has(flowOf([say("a", "O seu {{pin}}")], { variables }), "secret_said a");
  has(flowOf([block("v", "set_variable", { variable: "nif", to: "pin" })], { variables }), "secret_read v");
  has(flowOf([block("v", "set_variable", { variable: "nif", to: "1 +" })], { variables }), "expression_wrong v");
  has(flowOf([block("v", "set_variable", { variable: "nif", to: "nfi" })], { variables }), "unknown_variable v");
  has(flowOf([say("a", "{{contact.first_name")]), "not_closed a");
  const house: House = {
    variables: [{ id: "contact.name", label: { "pt-BR": "", en: "", es: "" }, type: "text", example: "" }],
    fields: [{ id: "contact.city", type: "text", label: { "pt-BR": "", en: "", es: "" } }],
  };
  assert.equal(find(flowOf([say("a", "{{contact.nme}}")]), "unknown_variable"), undefined, "without a catalogue nobody knows");
  assert.equal(find(flowOf([say("a", "{{contact.nme}}")]), "missing_fallback", house), undefined);
  assert.equal(find(flowOf([say("a", "{{contact.nme}}")]), "unknown_variable", house)?.values["suggestion"], "contact.name");
  const when = (leaf: object) => flowOf([block("c", "condition", { cases: [{ id: "x", when: { all: [leaf] } }] })], { variables });
  has(when({ field: "contact.town", operator: "equals", value: "x" }), "condition_wrong c case:x", house);
  has(when({ field: "flow.nif", operator: "before", value: "2026-01-01T00:00:00Z" }), "condition_wrong c case:x");
  assert.equal(find(when({ field: "contact.city", operator: "equals", value: "x" }), "condition_wrong", house), undefined);
});

test("settings: patterns that explode or are none, private addresses, pasted keys, options", () => {
  has(flowOf([block("a", "ask_text", { text: { "pt-PT": "?" }, pattern: "(a+)+\\1" })]), "pattern_wrong a");
  has(flowOf([say("a", "x")], { starts: [{ on: "keyword", words: ["(?=a)"], match: "pattern" }] }), "pattern_wrong");
  const http = (url: string, headers: { name: string; value: string }[] = []) => flowOf([block("h", "http", { url, headers })]);
  for (const url of [
    "http://127.0.0.1/x",
    "http://localhost:80",
    "http://[::1]/",
    "http://10.0.0.1",
    "https://a@192.168.1.1/",
    "http://x.internal/",
  ])
    has(http(url), "url_private h");
  for (const url of ["", "ftp://x.pt", "x.pt", "https://"]) has(http(url), "url_wrong h");
  assert.ok(!codes(http("https://api.example.com/{{var.x}}")).some((code) => code.startsWith("url")));
  has(http("https://x.pt", [{ name: "Authorization", value: "Bearer abc" }]), "secret_in_document h");
  has(flowOf([block("c", "ask_choice", { options: [] })]), "no_options c");
  has(flowOf([block("c", "ask_choice")]), "option_empty c choice:o1");
  has(
    flowOf([
      block("c", "ask_choice", {
        options: [
          { id: "1", title: { "pt-PT": "Sim" } },
          { id: "2", title: { "pt-PT": "SIM" } },
        ],
      }),
    ]),
    "options_same c choice:2",
  );
  has(flowOf([block("n", "ask_number", { least: 5, most: 1 })]), "range_wrong n");
  has(flowOf([block("h", "hand_over", { to: "queue" })]), "target_missing h");
  has(flowOf([block("r", "registration")]), "form_missing r");
  has(flowOf([block("f", "say_file")]), "file_missing f");
  has(flowOf([block("a", "action", { action: "contact.fly" })]), "action_missing a", { actions: ["contact.block"] });
  has(flowOf([block("f", "ask_file", { variable: "x" })], { variables: [{ name: "x", type: "number" }] }), "variable_type f");
  has(flowOf([block("r", "room", { block: "imported.openai" })]), "imported_unfinished r", { rooms: [] });
});

const POOR: Capabilities = { textLength: 1000, textUnit: "characters", media: {} };
const RICH: Capabilities = {
  ...POOR,
  buttons: { max: 3, titleLength: 20, idLength: 256, textLength: 1024 },
  list: { maxRows: 10, titleLength: 24, idLength: 200, textLength: 4096 },
  templates: true,
};

test("what a channel shows otherwise is told with the form that it gets", () => {
  const options = ["Um", "Dois", "Três", "Quatro"].map((title, index) => ({ id: `o${index}`, title: { "pt-PT": title } }));
  const channels = [
    { name: "WhatsApp", capabilities: RICH },
    { name: "E-mail", capabilities: POOR },
    { name: "SMS", capabilities: POOR },
  ];
  const found = find(flowOf([block("c", "ask_choice", { options })]), "channel_degrades", { channels });
  assert.deepEqual(found?.values, {
    change: "menu_numbered",
    form: "Como posso ajudar?\n\n1. Um\n2. Dois\n3. Três\n4. Quatro",
    channels: "E-mail, SMS",
  });
  const refused = find(flowOf([block("t", "say_template", { template: "aviso" })]), "channel_cannot", { channels });
  assert.equal(refused?.values["channels"], "E-mail, SMS");
});

test("errors come first, and no document whatever makes it throw", () => {
  const anything = fc
    .array(fc.constantFrom(...BLOCK_TYPES.map(({ type }) => type)), { maxLength: 15 })
    .chain((types) =>
      fc
        .array(fc.integer({ min: 0, max: 16 }), { minLength: types.length, maxLength: types.length })
        .map((targets) =>
          flowOf(types.map((type, index) => block(`b${index}`, type, { exits: { next: `b${targets[index]}`, otherwise: "b0" } }))),
        ),
    );
  fc.assert(
    fc.property(anything, (document) => {
      const severities = lintFlow(document, { channels: [{ name: "x", capabilities: POOR }], flow: () => null }).map(({ severity }) =>
        ["error", "warning", "hint"].indexOf(severity),
      );
      assert.deepEqual(severities, severities.toSorted());
    }),
    { numRuns: 200 },
  );
});
