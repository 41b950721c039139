import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { evaluateFile, ownSamples, readCatalogue, TASKS } from "../scripts/evaluation.ts";
import { isCnpj, isCpf, isNif } from "./documents.ts";
import type { Fact } from "./types.ts";
import {
  isOptOut,
  labelOf,
  languageOfConversation,
  readChoice,
  readDate,
  readFlowWord,
  readMoney,
  readNumber,
  readPhone,
  readReport,
  readSentiment,
  understand,
} from "./understand.ts";
import { MOST_CHARACTERS, readWords } from "./words.ts";

const now = "2026-11-25T10:00:00-03:00";
const everything: Fact[] = [
  "yesno",
  "choice",
  "number",
  "money",
  "date",
  "name",
  "phone",
  "email",
  "nif",
  "cpf",
  "cnpj",
  "postal_pt",
  "cep",
];

for (const task of TASKS)
  test(`samples of ${task} are understood`, () => {
    const { tuned, held } = ownSamples(task);
    const share = (file: string) => {
      const { judged } = evaluateFile(task, file, readCatalogue());
      return judged.filter(({ isRight }) => isRight).length / judged.length;
    };
    assert.ok(share(tuned) >= 0.97, `${share(tuned)} of the samples that are tuned on`);
    assert.ok(share(held) >= 0.92, `${share(held)} of the samples held back`);
  });

test("every emergency of the samples is found, and nothing else is taken for an opt-out", () => {
  const reports = Object.values(ownSamples("reports")).flatMap((file) => evaluateFile("reports", file, readCatalogue()).judged);
  const high = reports.filter(({ label }) => label === "high");
  assert.ok(high.length >= 30);
  assert.deepEqual(
    high.filter(({ gotLabel }) => gotLabel !== "high"),
    [],
  );
  const intents = Object.values(ownSamples("intents")).flatMap((file) => evaluateFile("intents", file, readCatalogue()).judged);
  assert.deepEqual(
    intents.filter(({ label, gotLabel }) => gotLabel === "optout" && label !== "optout"),
    [],
  );
});

test("a text proves what is read by its own words", () => {
  const text = "Oi! Sou a Marta Reis, pode ser amanhã às 15h?";
  const { facts } = understand(text, { wanted: ["name", "date"], locale: "pt-BR", now });
  const words = (span: { from: number; to: number } | undefined) => span && text.slice(span.from, span.to);
  assert.equal(facts.name?.value, "Marta Reis");
  assert.equal(words(facts.name?.span), "Marta Reis");
  assert.equal(facts.date?.value, "2026-11-26T15:00");
  assert.equal(words(facts.date?.span), "amanhã às 15h");
});

test("words of a flow are heard in short texts, and not inside an answer", () => {
  assert.equal(readFlowWord("menu"), "menu");
  assert.equal(readFlowWord("Voltar"), "back");
  assert.equal(readFlowWord("cancelar"), "cancel");
  assert.equal(readFlowWord("falar com uma pessoa"), "person");
  assert.equal(readFlowWord("bom dia"), null);
  assert.equal(readFlowWord("Rua do Menu, 15"), null);
});

test("a machine that stopped is no opt-out, a plain request is one", () => {
  for (const text of ["a máquina parou", "não pare de mandar", "tira meu nome da lista de espera", "a impressora parou de funcionar"])
    assert.equal(isOptOut(text), false, text);
  for (const text of ["SAIR", "não quero mais receber", "pare de me mandar mensagem e me diz o preço"])
    assert.equal(isOptOut(text), true, text);
});

test("the country's own way to write a number decides", () => {
  assert.equal(readPhone("912 345 678", "pt-PT")?.value, "+351912345678");
  assert.equal(readPhone("912 345 678", "pt-BR"), null);
  assert.equal(readPhone("11 8765-4321", "pt-BR")?.value, "+5511987654321");
  assert.equal(readPhone("meia dúzia de onze", "pt-BR"), null);
});

test("check digits agree with published examples", () => {
  assert.ok(isCnpj("12ABC34501DE35"));
  assert.ok(isCpf("52998224725") && !isCpf("11111111111") && !isCpf("52998224724"));
  assert.ok(isNif("123456789") && isNif("501964843") && !isNif("000000000") && !isNif("123456780"));
});

test("numbers, money and moods", () => {
  assert.equal(readNumber("cento e vinte mil trezentos e dois")?.value, 120_302);
  assert.equal(readNumber("menos 5")?.value, -5);
  assert.equal(readMoney("entre 100 e 200 reais"), null);
  assert.equal(readSentiment("que vergonha, péssimo atendimento!!").mood, "angry");
  assert.equal(readSentiment("adorei, muito obrigada").mood, "positive");
  assert.equal(readSentiment("não gostei").score < 0, true);
});

test("a conversation has a language, a word has none", () => {
  assert.equal(languageOfConversation(["hello, I would like to know", "when do you open tomorrow?"], "pt-PT"), "en");
  assert.equal(languageOfConversation(["bom dia, gostaria de saber o horário", "vocês abrem amanhã?"], "pt-PT"), "pt-PT");
  assert.equal(languageOfConversation(["ok"], "pt-BR"), "pt-BR");
});

test("any text is read without a throw, and only its beginning", () => {
  const catalogue = readCatalogue();
  const pieces = fc.constantFrom(
    "às",
    "toString",
    "constructor",
    "__proto__",
    "3",
    "meia",
    "dia",
    "31",
    "não",
    "quero",
    "R$",
    "mil",
    "e",
    "👍",
    "1️⃣",
    "\u0000",
    "((",
    "esteira",
    "segunda",
    "😀",
    "…",
    ",",
    "ñ",
  );
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.array(pieces, { maxLength: 14 }).map((all) => all.join(" ")),
  );
  fc.assert(
    fc.property(text, (one) => {
      understand(one, { wanted: everything, locale: "pt-BR", now, options: ["Sim", "Não", "3 quartos"] });
      readReport(one, catalogue);
      readChoice(one, []);
    }),
    { numRuns: 300 },
  );
  const long = "quero parar de receber às 3h ".repeat(2_100);
  assert.ok(long.length > 60_000);
  // The work is bounded by what is read: nothing behind the limit becomes a word.
  assert.ok(readWords(long).every(({ to }) => to <= MOST_CHARACTERS));
  assert.deepEqual(readDate(long, now), readDate(long.slice(0, MOST_CHARACTERS), now));
  assert.equal(labelOf(long), labelOf(long.slice(0, MOST_CHARACTERS)));
});
