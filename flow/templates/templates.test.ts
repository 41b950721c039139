import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoomBlock } from "../block-types.ts";
import { lintFlow } from "../lint.ts";
import { readDocument, readLayout } from "../schema.ts";
import { type Act, Talk } from "../talk.ts";
import { csat } from "./csat.ts";
import { driverRegistration } from "./driver-registration.ts";
import { assetMenu, helpMenu, mainMenu } from "./menus.ts";
import { FLOW_TEMPLATES, fromTemplate } from "./templates.ts";

const NO_ROOMS: readonly RoomBlock[] = [];

test("every template is a whole document in both Portugueses, and the linter has nothing to say", () => {
  for (const { id } of FLOW_TEMPLATES)
    for (const language of ["pt-PT", "pt-BR"] as const) {
      const made = fromTemplate(id, language);
      assert.ok(made !== undefined && readLayout(made.layout).ok);
      assert.deepEqual(readDocument(JSON.parse(JSON.stringify(made.document))), { ok: true, value: made.document }, id);
      assert.deepEqual(
        lintFlow(made.document, {
          rooms: NO_ROOMS,
          actions: ["rate", "qualify", "offer_slots", "show_orders", "request_part", "show_asset"].map((act) => `conversation.${act}`),
        }).filter(({ severity }) => severity !== "hint"),
        [],
        id,
      );
    }
});

const UNTIL_FILES: readonly Act[] = [
  { tap: "comecar" },
  "ana maria souza",
  "123 456 789",
  "912345678",
  "ana@example.com",
  "Rua das Flores 12, 2.º",
  { minutes: 1 },
  "4000-123",
  "Porto",
];

test("a driver registers: wrong NIF, an hour of silence, a photo sent as a document, a correction at the summary", () => {
  const talk = new Talk(driverRegistration("pt-PT"));
  assert.match(talk.start("Iniciar Cadastro")[0] ?? "", /Bem-vindo.*\[Iniciar registo\] \[Agora não\]$/);
  assert.deepEqual(talk.does("iniciar"), ["Qual é o seu nome completo?"]);
  assert.deepEqual(talk.does("ana maria souza"), ["Qual é o seu NIF? (9 algarismos)"]);
  assert.deepEqual(talk.does("123456788"), ["Esse NIF não é válido. Confirme os 9 algarismos e escreva de novo."]);
  assert.deepEqual(talk.does({ file: "image" }), ["Recebi uma fotografia, mas preciso do seu NIF."]);
  assert.deepEqual(talk.does("123 456 789"), ["Qual é o seu número de telemóvel? (+351)"]);
  assert.deepEqual(talk.does({ minutes: 60 }), [
    "Ainda aí? Guardei o que já enviou; continuamos quando puder.",
    "Qual é o seu número de telemóvel? (+351)",
  ]);
  assert.deepEqual(talk.does("+351 912 345 678"), ["Qual é o seu e-mail?"]);
  assert.match(talk.does("ana@example.com")[0] ?? "", /morada/);
  assert.deepEqual(talk.does("Rua das Flores 12", "2.º esquerdo", { minutes: 1 }), ["Qual é o código postal? (0000-000)"]);
  assert.deepEqual(talk.does("4000123"), ["Em que cidade vive?"]);
  assert.match(talk.does("Porto")[0] ?? "", /FRENTE/);
  assert.match(talk.does({ file: "document", name: "carta.jpg" })[0] ?? "", /VERSO/);
  assert.match(talk.does({ file: "image" })[0] ?? "", /comprovativo/);
  assert.deepEqual(talk.does({ file: "document", name: "luz.pdf" }), [
    "*Confirme os seus dados*\nNome: Ana Maria Souza\nNIF: 123456789\nTelemóvel: +351912345678\nE-mail: ana@example.com\nMorada: Rua das Flores 12\n2.º esquerdo\nCódigo postal: 4000-123\nCidade: Porto\nCarta de condução, frente: recebido ✓\nCarta de condução, verso: recebido ✓\nComprovativo de morada: recebido ✓ [Confirmar] [Corrigir]",
  ]);
  assert.match(talk.does("corrigir")[0] ?? "", /^O que quer corrigir\? \(Nome\) \(NIF\)/);
  assert.deepEqual(talk.does("cidade"), ["Em que cidade vive?"]);
  assert.match(talk.does("Braga")[0] ?? "", /Cidade: Braga/);
  const [registered] = talk.does("confirmar");
  assert.match(
    registered ?? "",
    /^→ register motorista \{"nome_completo":"Ana Maria Souza","nif":"123456789","telefone":"\+351912345678".*"cidade":"Braga","cnh_frente":\{"attachmentId":"file-\d+","kind":"document","name":"carta.jpg"\}/,
  );
  assert.deepEqual(talk.does({ result: { ok: true, value: { id: "r1" } } }), [
    "Obrigado, Ana! ✅ Recebemos o seu registo. Respondemos no prazo de 48 horas.",
  ]);
  assert.equal(talk.state.ending, "done");
  const effect = talk.effects.find((one) => one.do === "register");
  assert.equal(effect?.do === "register" && effect.promiseHours, 48);
});

test("two hours of silence leave a registration kindly; a failed submission finds a person; three wrong NIFs do too", () => {
  const silent = new Talk(driverRegistration("pt-BR"));
  silent.start();
  silent.does({ tap: "comecar" }, { minutes: 60 });
  assert.match(silent.does({ minutes: 60 })[0] ?? "", /Guardamos o que você enviou/);
  assert.equal(silent.state.ending, "done");

  const failed = new Talk(driverRegistration("pt-BR"));
  failed.start();
  failed.does(...UNTIL_FILES, { file: "image" }, { file: "image" }, { file: "image" }, "confirmar");
  assert.match(failed.does({ result: { ok: false, reason: "down" } })[0] ?? "", /→ person \(drawn\): Vou passar a conversa para um colega/);

  const wrong = new Talk(driverRegistration("pt-PT"));
  wrong.start();
  wrong.does({ tap: "comecar" }, "ana souza", "1", "000000000");
  assert.match(wrong.does("123456788")[0] ?? "", /→ person/);
});

test("a rating is kept, and why it is low", () => {
  const talk = new Talk(csat("pt-PT"));
  assert.match(talk.start(null)[0] ?? "", /\(⭐⭐⭐⭐⭐\)$/);
  assert.deepEqual(talk.does("2", "demorou muito", { minutes: 1 }), ['→ conversation.rate {"score":2,"comment":"demorou muito"}']);
  assert.deepEqual(talk.does({ result: { ok: true } }), ["Obrigado pela sua opinião! 💚"]);
  const high = new Talk(csat("pt-BR"));
  high.start(null);
  assert.deepEqual(high.does({ tap: "5" }), ['→ conversation.rate {"score":5,"comment":""}']);
});

test("menus lead to answers and to people, with what was told", () => {
  const help = new Talk(helpMenu("pt-BR"));
  assert.match(help.start()[0] ?? "", /\[Dúvidas frequentes\] \[Falar com uma pessoa\]$/);
  assert.match(help.does("dúvida", "quanto custa")[1] ?? "", /Isso ajudou\? \[Sim\] \[Não\]/);
  assert.match(help.does("não")[0] ?? "", /→ person \(drawn\)/);
  const main = new Talk(mainMenu("pt-BR"));
  main.start();
  assert.deepEqual(main.does("peça", "3x filtro G4 urgente", { minutes: 1 }), [
    '→ conversation.request_part {"part":"3x filtro G4 urgente"}',
  ]);
  assert.match(main.does({ result: { ok: false, reason: "platform.not_found" } })[0] ?? "", /→ person/);
  const asset = new Talk(assetMenu("pt-BR"));
  asset.start();
  assert.deepEqual(asset.does("EST-04"), ['→ conversation.show_asset {"code":"EST-04"}']);
  assert.match(asset.does({ result: { ok: false, reason: "platform.not_found" } })[0] ?? "", /outro código/);
  assert.match(asset.does("não")[0] ?? "", /→ person/);
});
