import assert from "node:assert/strict";
import { test } from "node:test";
import { readAzureAnswer, readOpenAiAnswer } from "./read-answer.ts";

const segment = (text: string, avg_logprob: number, more: object = {}) => ({
  text,
  start: 0,
  end: 2,
  avg_logprob,
  no_speech_prob: 0.01,
  ...more,
});

test("how sure a whole is, is weighed by the length of its segments", () => {
  const segments = [
    { text: " Bom dia,", start: 0, end: 2.1, avg_logprob: -0.18, no_speech_prob: 0.01 },
    { text: " quero registar-me como motorista.", start: 2.1, end: 4.3, avg_logprob: -0.22, no_speech_prob: 0.02 },
  ];
  const read = readOpenAiAnswer({ text: "x", language: "portuguese", duration: 4.3, segments });
  assert.equal(read?.confidence?.toFixed(3), "0.806");
  assert.deepEqual([read?.language, read?.seconds, read?.pieces.length], ["pt", 4.3, 2]);
});

test("silence gives no words, and what a model repeats is not believed", () => {
  const silent = [segment(" Legendas pela comunidade Amara.org", -0.95, { no_speech_prob: 0.93 })];
  assert.deepEqual(readOpenAiAnswer({ text: "x", duration: 5, segments: silent })?.pieces, []);
  assert.deepEqual(
    readOpenAiAnswer({ text: "Obrigado por assistir.", duration: 1.5, segments: [segment("Obrigado por assistir.", -0.1)] })?.pieces,
    [],
  );
  assert.equal(
    readOpenAiAnswer({ text: "x", duration: 9, segments: [segment("vou aí já já. ", -0.1, { compression_ratio: 3 })] })?.confidence,
    0.3,
  );
  const again = "quero saber o preço, quero saber o preço, quero saber o preço";
  assert.equal(readOpenAiAnswer({ text: again, duration: 9, segments: [segment(again, -0.1)] })?.confidence, 0.3);
  const plain = readOpenAiAnswer({
    text: "Obrigado por assistir ao vídeo que mandei",
    duration: 8,
    segments: [segment("Obrigado por assistir ao vídeo que mandei", -0.1)],
  });
  assert.equal(plain?.pieces.length, 1, "a longer sound may well say so");
});

test("without segments log-probabilities count, and without those nothing is claimed", () => {
  assert.equal(readOpenAiAnswer({ text: "Bom dia", logprobs: [{ logprob: -0.05 }, { logprob: -0.12 }] })?.confidence?.toFixed(3), "0.919");
  assert.equal(readOpenAiAnswer({ text: "Bom dia" })?.confidence, null);
  assert.deepEqual(readOpenAiAnswer({ text: "  " })?.pieces, []);
  for (const wrong of [null, "x", {}, { text: 5 }]) assert.equal(readOpenAiAnswer(wrong), null);
});

test("of Azure's guesses the best counts; nothing heard is no failure", () => {
  const NBest = [{ Confidence: 0.91, Display: "Bom dia, quero registar-me." }];
  const read = readAzureAnswer({ RecognitionStatus: "Success", Duration: 41_000_000, NBest });
  assert.deepEqual([read?.confidence, read?.pieces[0]?.text, read?.seconds], [0.91, "Bom dia, quero registar-me.", 4.1]);
  assert.deepEqual(readAzureAnswer({ RecognitionStatus: "InitialSilenceTimeout" })?.pieces, []);
  assert.equal(readAzureAnswer({ RecognitionStatus: "Error" }), null);
  assert.equal(readAzureAnswer({}), null);
});
