import assert from "node:assert/strict";
import { test } from "node:test";
import { componentsOf, draftProblems, type TemplateDraft } from "./template-draft.ts";

const draft: TemplateDraft = {
  name: "preventiva",
  language: "pt_BR",
  category: "MARKETING",
  body: "Oi, {{1}}! Quer marcar a visita de {{2}} já?",
  buttons: [
    { kind: "quick_reply", text: "Quero" },
    { kind: "quick_reply", text: "Agora não" },
    { kind: "url", text: "Preços", url: "https://clima.example/precos" },
  ],
  samples: ["Rita", "segunda"],
};

test("what the provider would refuse hours later is said at once", () => {
  const cases: [Partial<TemplateDraft>, string[]][] = [
    [{}, []],
    [{ body: "{{1}}, tudo bem com {{2}} aí?" }, ["body"]],
    [{ body: "Oi, {{1}} e {{2}}." }, ["body"]],
    [{ body: "Oi, {{1}} {{2}} tudo bem?" }, ["body"]],
    [{ body: "Oi, {{1}} e {{3}}, tudo bem?" }, ["body", "samples"]],
    [{ samples: ["Rita"] }, ["samples"]],
    [{ header: "Para {{1}}" }, ["header"]],
    [{ footer: "{{1}}" }, ["footer"]],
    [{ buttons: [...draft.buttons, { kind: "quick_reply", text: "Talvez" }] }, ["buttons"]],
    [{ buttons: [1, 2, 3].map((n) => ({ kind: "url" as const, text: `${n}`, url: "https://a.example" })) }, ["buttons"]],
  ];
  for (const [change, paths] of cases)
    assert.deepEqual(
      draftProblems({ ...draft, ...change }).map(({ path }) => path),
      paths,
      JSON.stringify(change),
    );
});

test("it is handed in as the provider's list gives it back", () => {
  assert.deepEqual(componentsOf({ ...draft, footer: "Clima Norte" }), [
    { type: "BODY", text: draft.body, example: { body_text: [["Rita", "segunda"]] } },
    { type: "FOOTER", text: "Clima Norte" },
    {
      type: "BUTTONS",
      buttons: [
        { type: "QUICK_REPLY", text: "Quero" },
        { type: "QUICK_REPLY", text: "Agora não" },
        { type: "URL", text: "Preços", url: "https://clima.example/precos" },
      ],
    },
  ]);
});
