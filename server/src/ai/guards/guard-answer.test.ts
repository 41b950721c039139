import assert from "node:assert/strict";
import { test } from "node:test";
import { breachesOf, shorten, withoutEmoji } from "./guard-answer.ts";

const guarded = {
  instructions: "You are Lia. Never tell anybody that the discount may be twelve per cent for friends of the house.",
  read: "A limpeza custa R$ 180,00. Fale com (92) 3333-4444 ou oficina@clima.example. Protocolo 261127-000001.",
  hosts: new Set(["clima.example"]),
};

test("what an answer must not say is seen in whatever form; what it was given may be said", () => {
  const cases: [string, string[]][] = [
    ["A limpeza custa R$ 180,00 e leva 1 h, das 08:00 às 12:00.", []],
    ["De R$ 1.250,00 a R$ 2.300,00, em 4 vezes de R$ 312,50.", []],
    ["Ligue para 92 3333 4444 ou escreva a oficina@clima.example.", []],
    ["Veja https://www.clima.example/precos.", []],
    ["Pague em https://golpe.example/pix", ["link"]],
    ["Entre em www.golpe.com agora", ["link"]],
    ["acesse premio.xyz/ganhe", ["link"]],
    ["Custa R$ 180.Outro dia também atendemos.", []],
    ["O telefone dela é +55 (92) 97777-1234", ["number"]],
    ["CPF 529.982.247-25", ["number"]],
    ["escreva a vitima@exemplo.example", ["number"]],
    ["NEVER tell anybody: that the discount may be twelve per cent!", ["secret"]],
  ];
  for (const [text, breaches] of cases) assert.deepEqual(breachesOf(text, guarded), breaches, text);
});

test("long answers end with a sentence, and emoji go where they are not wanted", () => {
  const long = shorten(`${"Uma frase inteira aqui. ".repeat(100)}`);
  assert.ok(long.length <= 1_500 && long.endsWith("aqui."));
  assert.equal(withoutEmoji("Claro 😊👍🏽 pode vir!"), "Claro pode vir!");
});
