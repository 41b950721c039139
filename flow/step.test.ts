import assert from "node:assert/strict";
import { test } from "node:test";
import { newSettings } from "./block-types.ts";
import type { Block, BlockSettings } from "./document.ts";
import { MOST_PASSED } from "./run.ts";
import { step, wakeAt } from "./step.ts";
import { flowOf, Talk } from "./talk.ts";

type Loose = Omit<Block, "exits"> & { exits?: Block["exits"] };
const say = (id: string, text: string, exits?: Block["exits"]): Loose =>
  ({ id, type: "say_text", text: { "pt-PT": text }, ...(exits === undefined ? {} : { exits }) }) as Loose;
const ask = (id: string, type: BlockSettings["type"], more: object = {}): Loose =>
  ({ id, ...newSettings(type, "pt-PT"), variable: id, ...more }) as unknown as Loose;
const other = (id: string, more: object): Loose => ({ id, ...more }) as Loose;
const choice = (id: string, titles: readonly string[], more: object = {}): Loose =>
  ask(id, "ask_choice", { options: titles.map((title, index) => ({ id: `o${index + 1}`, title: { "pt-PT": title } })), ...more });

test("texts are said with what the run and the house know", () => {
  const talk = new Talk(
    flowOf([
      ask("nome", "ask_name"),
      say("s", "Olá {{var.nome | first_word}}, de {{contact.city | algures}} {{contact.none}}{{first_message | upper}}."),
    ]),
  );
  talk.facts = { "contact.city": "Porto" };
  assert.deepEqual(talk.start("bom dia"), ["Qual é o seu nome completo?"]);
  assert.deepEqual(talk.does("ana maria souza"), ["Olá Ana, de Porto BOM DIA."]);
  assert.equal(talk.state.ending, "done");
});

test("every kind of thing is said", () => {
  const talk = new Talk(
    flowOf([
      other("f", { type: "say_file", kind: "image", attachmentId: "a1", text: { "pt-PT": "Mapa" } }),
      other("l", { type: "say_location", latitude: 38.7, longitude: -9.1, place: "Sede" }),
      other("t", { type: "say_template", template: "aviso", languageOf: "pt-PT", parameters: ["{{contact.name | cliente}}"] }),
      other("v", { type: "say_file", kind: "document", variable: "sem_ficheiro", text: { "pt-PT": "Nada por enquanto" } }),
    ]),
  );
  assert.deepEqual(talk.start(), ["image a1: Mapa", "📍 38.7, -9.1 Sede", "▦ aviso pt_PT: cliente", "Nada por enquanto"]);
});

test("each question reads what people write, and keeps it in one form", () => {
  const cases: [BlockSettings["type"], object, string | object, unknown][] = [
    ["ask_text", {}, "Rua das Flores, 12", "Rua das Flores, 12"],
    ["ask_number", { isWhole: true }, "são 12", 12],
    ["ask_email", {}, "é ana@example.com", "ana@example.com"],
    ["ask_nif", {}, "123 456 789", "123456789"],
    ["ask_cpf", {}, "529.982.247-25", "52998224725"],
    ["ask_cnpj", {}, "11.222.333/0001-81", "11222333000181"],
    ["ask_postal_pt", {}, "4000 123", "4000-123"],
    ["ask_cep", {}, "01310100", "01310-100"],
    ["ask_yes_no", {}, "claro que sim", true],
    ["ask_yes_no", {}, { tap: "no" }, false],
    ["ask_name", {}, "maria dos santos", "Maria dos Santos"],
    ["ask_phone", { country: "PT" }, "912 345 678", "+351912345678"],
    ["ask_date", { withTime: false }, "25/12/2026", "2026-12-25"],
    ["ask_rating", {}, "⭐⭐⭐⭐", 4],
    ["ask_rating", {}, { tap: "5" }, 5],
    ["ask_rating", { least: 0, most: 10 }, "8", 8],
    ["ask_location", {}, { place: [38.7, -9.1] }, { latitude: 38.7, longitude: -9.1 }],
    ["ask_file", {}, { file: "image" }, { attachmentId: "file-2", kind: "image", name: null }],
    ["ask_choice", { options: [{ id: "a", title: { "pt-PT": "Porto" }, value: "opo" }] }, "porto", "opo"],
  ];
  for (const [type, more, act, value] of cases) {
    const talk = new Talk(flowOf([ask("x", type, more), say("s", "Obrigado")]));
    talk.start();
    assert.equal(talk.state.status, "waiting", type);
    assert.deepEqual(talk.does(act as string), ["Obrigado"], `${type} ${JSON.stringify(act)}`);
    assert.deepEqual(talk.state.variables["x"], value, type);
  }
});

test("an answer that cannot be read is asked for again with what is wrong; then its exit, else a person", () => {
  const talk = new Talk(flowOf([ask("idade", "ask_number", { least: 18, most: 99, attempts: 3 }), say("s", "Obrigado")]));
  talk.start();
  assert.deepEqual(talk.does("não sei"), ["Preciso de um número, como 12 ou 3,5."]);
  assert.deepEqual(talk.does("12"), ["Tem de ser 18 ou mais."]);
  assert.deepEqual(talk.does("nada"), ["→ person (not_understood): Vou passar a conversa a uma pessoa, que responde já."]);
  assert.equal(talk.state.ending, "handed_over");
  assert.deepEqual(talk.does("20"), [], "a run that has ended says nothing");

  const own = new Talk(
    flowOf([
      ask("nif", "ask_nif", { attempts: 1, retry: { "pt-PT": "Hm" }, exits: { next: "s", invalid: "i" } }),
      say("s", "Obrigado", {}),
      say("i", "Sem NIF"),
    ]),
  );
  own.start();
  assert.deepEqual(own.does("000000000"), ["Sem NIF"]);
});

test("a photo, an audio or a place instead of words is understood as such", () => {
  const talk = new Talk(flowOf([ask("nif", "ask_nif", { attempts: 5 })]));
  talk.start();
  assert.deepEqual(talk.does({ file: "image" }), ["Recebi uma fotografia, mas preciso do seu NIF."]);
  assert.deepEqual(talk.does({ place: [1, 2] }), ["Recebi uma localização, mas preciso do seu NIF."]);
  talk.does({ file: "image", text: "123456789" });
  assert.equal(talk.state.variables["nif"], "123456789", "words under the photo are an answer");

  const file = new Talk(flowOf([ask("carta", "ask_file", { kinds: ["image"], mostMegabytes: 1, attempts: 5 })]));
  file.start();
  assert.deepEqual(file.does("já mando"), ["Preciso mesmo do ficheiro: envie uma fotografia ou um documento, por favor."]);
  assert.deepEqual(file.does({ file: "audio" }), ["Recebi um áudio, mas preciso de uma fotografia."]);
  assert.deepEqual(file.does({ file: "image", bytes: 2_000_000 }), ["O ficheiro tem mais de 1 MB. Envie um mais pequeno, por favor."]);
  file.does({ file: "document", name: "carta.JPG" });
  assert.equal(file.state.ending, "done", "a photo sent as a document is a photo");
});

test("a choice is made by tap, number, title, synonym or typo, and shown as the number of options asks for", () => {
  const titles = ["Cadastro", "Suporte técnico", "Preços"];
  for (const act of [{ tap: "o2" }, "2", "suporte tecnico", "suporte", "SUPORTE TÉNICO", "ajuda com a máquina"]) {
    const options = titles.map((title, index) => ({
      id: `o${index + 1}`,
      title: { "pt-PT": title },
      ...(index === 1 ? { synonyms: ["ajuda com a máquina"] } : {}),
    }));
    const talk = new Talk(
      flowOf([choice("c", [], { options, exits: { "choice:o2": "s", next: "n" } }), say("s", "Suporte!", {}), say("n", "Outro")]),
    );
    assert.deepEqual(talk.start(), ["Como posso ajudar? [Cadastro] [Suporte técnico] [Preços]"]);
    assert.deepEqual(talk.does(act), ["Suporte!"], JSON.stringify(act));
    assert.equal(talk.state.variables["c"], "Suporte técnico");
  }
  const many = new Talk(
    flowOf([
      choice("c", ["A1", "B1", "C1", "D1"], { acceptsOther: true, exits: { next: "n", otherwise: "o" } }),
      say("n", "Outro", {}),
      say("o", "Livre: {{var.c}}"),
    ]),
  );
  assert.deepEqual(many.start(), ["Como posso ajudar? (A1) (B1) (C1) (D1)"]);
  assert.deepEqual(many.does("quero outra coisa qualquer"), ["Livre: quero outra coisa qualquer"]);
});

test("options come from a list, too; an empty one is nobody's dead end", () => {
  const blocks = [choice("c", [], { optionsFrom: "horas", exits: { next: "s" } }), say("s", "Marcado: {{var.c}}")];
  const talk = new Talk(
    flowOf(blocks, { variables: [{ name: "horas", type: "list", initial: ["9h", { id: "x", title: "10h", value: "10:00" }] }] }),
  );
  assert.deepEqual(talk.start(), ["Como posso ajudar? [9h] [10h]"]);
  assert.deepEqual(talk.does("10h"), ["Marcado: 10:00"]);
  assert.match(new Talk(flowOf(blocks)).start().join(), /person \(no_options\)/);
});

test("menu, voltar, cancelar and pessoa work at every question, unless the flow says no or an option has that name", () => {
  const blocks = [choice("c", ["Registo", "Cancelar"], { exits: { next: "n" } }), ask("nome", "ask_name"), ask("mail", "ask_email")];
  const document = flowOf([
    blocks[0] as Loose,
    { ...blocks[1], id: "n", exits: { next: "m" } } as Loose,
    { ...blocks[2], id: "m" } as Loose,
  ]);
  const talk = new Talk(document);
  talk.start();
  talk.does("registo", "Ana Souza");
  assert.deepEqual(talk.does("voltar"), ["Qual é o seu nome completo?"]);
  assert.deepEqual(talk.does("voltar"), ["Como posso ajudar? [Registo] [Cancelar]"]);
  assert.deepEqual(talk.does("voltar"), ["Como posso ajudar? [Registo] [Cancelar]"]);
  assert.deepEqual(talk.does("cancelar"), ["Qual é o seu nome completo?"], "the option wins");
  assert.deepEqual(talk.does("menu"), ["Como posso ajudar? [Registo] [Cancelar]"]);
  talk.does("1");
  assert.match(talk.does("falar com pessoa")[0] ?? "", /person \(asked_for_person\)/);

  const cancelled = new Talk(document);
  cancelled.start();
  cancelled.does("1");
  assert.deepEqual(cancelled.does("cancelar"), ["Tudo bem, fico por aqui. Quando quiser, basta escrever de novo."]);
  assert.equal(cancelled.state.ending, "cancelled");

  const deaf = new Talk({ ...document, globalWords: { menu: false, back: false, cancel: false, person: false } });
  deaf.start();
  deaf.does("1");
  assert.match(deaf.does("voltar")[0] ?? "", /nome/);
  assert.equal(deaf.state.status, "waiting");
});

test("a late answer is its own event: silence takes its exit, else the run ends without a word", () => {
  const talk = new Talk(
    flowOf([
      ask("x", "ask_text", { silenceMinutes: 60, exits: { next: "s", silence: "q" } }),
      say("s", "Obrigado", {}),
      say("q", "Ainda está aí?"),
    ]),
  );
  talk.start();
  assert.equal(wakeAt(talk.state), "2026-11-27T11:00:00.000Z");
  assert.deepEqual(talk.does({ minutes: 59 }), [], "a clock too early changes nothing");
  assert.deepEqual(talk.does({ minutes: 1 }), ["Ainda está aí?"]);
  const silent = new Talk(flowOf([ask("x", "ask_text", { silenceMinutes: 5 })]));
  silent.start();
  assert.deepEqual(silent.does({ minutes: 5 }), []);
  assert.deepEqual([silent.state.ending, silent.does("oi")], ["done", []]);
});

test("answers in pieces are joined, a tap is whole", () => {
  const talk = new Talk(flowOf([ask("x", "ask_text", { joinSeconds: 30 }), say("s", "Recebido: {{var.x}}")]));
  talk.start();
  assert.deepEqual(talk.does("O ar", "não liga"), []);
  assert.equal(wakeAt(talk.state), "2026-11-27T10:00:30.000Z");
  assert.deepEqual(talk.does({ minutes: 1 }), ["Recebido: O ar\nnão liga"]);
});

test("variables are worked out, conditions choose, splits are the same for one contact", () => {
  const talk = new Talk(
    flowOf(
      [
        other("v", { type: "set_variable", variable: "idade", to: "20 + 1" }),
        other("c", {
          type: "condition",
          cases: [
            { id: "vip", when: { all: [{ field: "contact.label", operator: "contains", value: "vip" }] } },
            {
              id: "adult",
              when: {
                all: [
                  { field: "flow.idade", operator: "at_least", value: 18 },
                  { field: "flow.first_message", operator: "contains", value: "OI" },
                ],
              },
            },
          ],
          exits: { "case:vip": "vip", "case:adult": "a", otherwise: "o" },
        }),
        say("a", "Adulto", {}),
        say("vip", "VIP", {}),
        say("o", "Outro", {}),
      ],
      { variables: [{ name: "idade", type: "number" }] },
    ),
  );
  assert.deepEqual(talk.start("ói"), ["Adulto"]);
  talk.facts = { "contact.label": ["vip"] };

  const ways = [
    { id: "a", weight: 3 },
    { id: "b", weight: 1 },
  ];
  const split = flowOf([other("w", { type: "split", ways, exits: { "a:a": "a", "a:b": "b" } }), say("a", "A", {}), say("b", "B", {})]);
  const said = Array.from({ length: 2000 }, (_, index) => new Talk(split, {}, `run-${index}`).start()[0]);
  const share = said.filter((word) => word === "A").length / said.length;
  assert.ok(share > 0.7 && share < 0.8, `${share}`);
  const again = Array.from({ length: 5 }, (_, index) => {
    const visit = new Talk(split, {}, `visit-${index}`);
    visit.facts = { "contact.id": "c1" };
    return visit.start()[0];
  });
  assert.equal(new Set(again).size, 1);
});

test("waits end by the clock; a date that is over does not wait", () => {
  const talk = new Talk(
    flowOf([
      other("w", { type: "wait", amount: 2, unit: "days" }),
      say("s", "Voltei"),
      other("u", { type: "wait_until", when: 'date_add(today(), 1, "day")' }),
      say("t", "Dia seguinte"),
      other("p", { type: "wait_until", when: '"2020-01-01"' }),
      say("z", "Fim"),
    ]),
  );
  assert.deepEqual(talk.start(), []);
  assert.deepEqual(talk.does({ minutes: 60 }), []);
  assert.deepEqual(talk.does("e então"), [], "what is written while it waits changes nothing");
  assert.deepEqual(talk.does({ minutes: 2 * 24 * 60 }), ["Voltei"]);
  assert.equal(wakeAt(talk.state), "2026-11-30T00:00:00.000Z");
  assert.deepEqual(talk.does({ minutes: 24 * 60 }), ["Dia seguinte", "Fim"]);
});

test("hours, requests, actions, rooms: what is done outside comes back as a result, once", () => {
  const talk = new Talk(
    flowOf(
      [
        other("h", { type: "hours", calendarId: null, exits: { open: "r", closed: "x" } }),
        other("r", {
          type: "http",
          method: "POST",
          url: "https://api.example.com/{{var.nome}}?q={{var.nome}}",
          headers: [{ name: "X-Chave", value: "{{var.chave}}" }],
          body: '{"nome": "{{var.nome}}", "idade": {{var.idade}}, "nada": {{var.nada}}}',
          timeoutSeconds: 10,
          retries: 1,
          mapping: [
            { path: "itens.0.id", variable: "id" },
            { path: "$status", variable: "estado" },
          ],
          exits: { next: "a", failed: "x" },
        }),
        other("a", {
          type: "action",
          action: "conversation.label",
          input: { label: "cliente", count: "{{var.idade}}", note: "Olá {{var.nome}}, {{var.chave}}" },
          exits: { next: "m" },
        }),
        other("m", { type: "room", block: "ai.reply", settings: { prompt: "{{var.nome}}" }, exits: { next: "s", sure: "s" } }),
        say("s", "Pronto {{var.id}} {{var.estado}} [{{var.chave | oculto}}]", {}),
        say("x", "Sem sistema {{var.estado}}", {}),
      ],
      {
        variables: [
          { name: "nome", type: "text", initial: 'a/b "c"' },
          { name: "idade", type: "number", initial: 1234.5 },
          { name: "chave", type: "text", initial: "segredo", isSecret: true },
        ],
      },
    ),
  );
  assert.deepEqual(talk.start(), ["→ hours"]);
  const [first] = talk.effects;
  assert.deepEqual(talk.does({ result: { ok: true, exit: "open" } }), [
    '→ POST https://api.example.com/a%2Fb%20%22c%22?q=a%2Fb%20%22c%22 {"nome": "a/b \\"c\\"", "idade": 1234.5, "nada": null}',
  ]);
  const request = talk.effects.at(-1);
  assert.deepEqual(request?.do === "request" && request.headers, [{ name: "X-Chave", value: "segredo" }]);
  const before = talk.state;
  assert.deepEqual(
    step(talk.documents, talk.state, {
      kind: "effect_done",
      effectId: first?.id ?? "",
      result: { ok: true },
      now: "2026-11-27T10:00:00Z",
      timeZone: "UTC",
      facts: {},
    }),
    { state: before, effects: [], path: [] },
    "a result that comes twice changes nothing",
  );
  assert.deepEqual(talk.does({ result: { ok: true, value: { status: 200, body: { itens: [{ id: 77123 }] } } } }), [
    '→ conversation.label {"label":"cliente","count":1234.5,"note":"Olá a/b \\"c\\", "}',
  ]);
  assert.deepEqual(talk.does({ result: { ok: true } }), ['→ ai.reply {"prompt":"a/b \\"c\\""}']);
  assert.deepEqual(talk.does({ result: { ok: true, exit: "sure", variables: { x: 1 } } }), ["Pronto 77123 200 [oculto]"]);
  assert.equal(new Set(talk.effects.map(({ id }) => id)).size, talk.effects.length);

  const failed = new Talk(
    flowOf([
      other("r", {
        type: "http",
        method: "GET",
        url: "https://x.test",
        headers: [],
        timeoutSeconds: 5,
        retries: 0,
        mapping: [{ path: "$status", variable: "estado" }],
        exits: { failed: "x" },
      }),
      say("x", "Erro {{var.estado}}", {}),
    ]),
  );
  failed.start();
  assert.deepEqual(failed.does({ result: { ok: false, reason: "status", value: { status: 503, body: "" } } }), ["Erro 503"]);
  const undrawn = new Talk(flowOf([other("a", { type: "action", action: "x", input: {} })]));
  undrawn.start();
  assert.match(undrawn.does({ result: { ok: false, reason: "refused" } })[0] ?? "", /person \(block_failed\)/);
});

test("a registration and a hand-over carry what was told; a secret stays inside", () => {
  const variables = [
    { name: "nome", type: "text" as const, label: "Nome" },
    { name: "pin", type: "text" as const, isSecret: true },
  ];
  const talk = new Talk(
    flowOf(
      [
        ask("nome", "ask_name"),
        ask("pin", "ask_text"),
        other("r", { type: "registration", form: "motorista", fields: ["nome", "pin", "nif"], promiseHours: 48 }),
        other("h", { type: "hand_over", to: "queue", toId: "q1", sentence: { "pt-PT": "Já chamo." } }),
      ],
      { variables },
    ),
  );
  talk.start();
  talk.does("ana souza");
  assert.deepEqual(talk.does("1234"), ['→ register motorista {"nome":"Ana Souza","nif":null}']);
  assert.deepEqual(talk.does({ result: { ok: true } }), ["→ queue q1 (drawn): Já chamo."]);
  const handed = talk.effects.at(-1);
  assert.equal(handed?.do === "hand_over" && handed.summary, "Nome: Ana Souza");
});

test("another flow is called with what it wants and comes back with what it found; a circle does not turn", () => {
  const called = flowOf([ask("cidade", "ask_text"), other("e", { type: "end" })], {
    inputs: ["quem"],
    outputs: ["cidade"],
    variables: [{ name: "quem", type: "text" }],
  });
  const named = {
    ...called,
    blocks: called.blocks.map((block) =>
      block.id === "cidade" ? ({ ...block, text: { "pt-PT": "{{var.quem}}, de que cidade?" } } as Block) : block,
    ),
  };
  const main = flowOf([
    ask("nome", "ask_name"),
    other("c", { type: "sub_flow", flowId: "sub", inputs: { quem: "upper(nome)", intruso: "1" }, outputs: { onde: "cidade" } }),
    say("s", "{{var.nome}} de {{var.onde}}"),
  ]);
  const talk = new Talk(main, { sub: named });
  talk.start();
  assert.deepEqual(talk.does("ana souza"), ["ANA SOUZA, de que cidade?"]);
  assert.deepEqual(talk.does("voltar"), ["Qual é o seu nome completo?"], "back goes over the border");
  assert.deepEqual(talk.does("rui costa", "Braga"), ["Rui Costa de Braga"]);
  assert.equal(talk.state.ending, "done");

  const late = new Talk(main);
  late.start();
  assert.deepEqual(late.does("ana souza"), ["→ flow sub"]);
  assert.match(late.does({ result: { ok: true } })[0] ?? "", /person \(block_failed\)/);
  const circle = new Talk(flowOf([other("c", { type: "sub_flow", flowId: "main", inputs: {}, outputs: {} })]));
  assert.match(circle.start()[0] ?? "", /person \(block_failed\)/);
});

test("an old tap acts where its option is, asks again where only the question is, and is told kindly elsewhere", () => {
  const blocks = [
    choice("c", ["Sim", "Mais"], { exits: { "choice:o1": "n", "choice:o2": "s" } }),
    ask("n", "ask_name", { exits: {} }),
    say("s", "Mais coisas", {}),
  ];
  const talk = new Talk(flowOf(blocks));
  talk.start();
  talk.does({ tap: "o1" });
  assert.deepEqual(talk.does({ tap: "o2", block: "c", version: 1 }), ["Mais coisas"]);
  const gone = new Talk(flowOf(blocks));
  gone.start();
  gone.does({ tap: "o1" });
  assert.deepEqual(gone.does({ tap: "o9", block: "c", version: 0 }), ["Como posso ajudar? [Sim] [Mais]"]);
  gone.does("1");
  assert.deepEqual(gone.does({ tap: "o1", block: "removed" }), [
    "Essa opção já não está disponível, desculpe.",
    "Qual é o seu nome completo?",
  ]);
});

test("a circle without a question ends with a person after so many blocks, and so does a broken exit", () => {
  const circle = flowOf([say("a", "x", { next: "b" }), other("b", { type: "jump", to: "a" })]);
  const talk = new Talk(circle);
  const said = talk.start();
  assert.equal(said.length, MOST_PASSED / 2 + 1);
  assert.match(said.at(-1) ?? "", /person \(too_many_steps\)/);
  assert.equal(talk.state.ending, "too_many_steps");
  assert.match(new Talk(flowOf([say("a", "x", { next: "gone" })])).start().at(-1) ?? "", /person \(broken_flow\)/);
});
