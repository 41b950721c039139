import assert from "node:assert/strict";
import { test } from "node:test";
import type { OutboundContent } from "../../../../../content/content.ts";
import { fixtureJson } from "../../../../test/cast/meta-webhooks.ts";
import type { IdentityKey } from "../adapter.ts";
import { buildMessage } from "./build-message.ts";
import { checkContent } from "./limits.ts";

const phone: IdentityKey = { kind: "phone", value: "+5511999990001", address: "5511999990001" };
const build = (content: OutboundContent, targetProviderId?: string, recipient = phone) => {
  const { biz_opaque_callback_data: callback, ...body } = buildMessage(
    {
      id: "our-id",
      recipient,
      content,
      loadMedia: () => Promise.reject(new Error("no media here")),
      linkTo: () => "",
      ...(targetProviderId === undefined ? {} : { targetProviderId }),
    },
    () => ({ id: fixtureJson("wa-request-image-id.json").image.id, kind: "image", fileName: "file.pdf" }),
  );
  assert.equal(callback, "our-id", "every send carries our id");
  return body;
};
const wanted = (name: string) => {
  const { biz_opaque_callback_data: _own, ...body } = fixtureJson(name);
  return body;
};

test("a text with a quote", () => {
  const target = fixtureJson("wa-request-text.json");
  assert.deepEqual(
    build({ kind: "text", text: target.text.body, previewUrl: true }, target.context.message_id),
    wanted("wa-request-text.json"),
  );
});

test("a person without a phone is addressed by recipient, never by to", () => {
  const target = fixtureJson("wa-request-text-bsuid.json");
  const key: IdentityKey = { kind: "whatsapp_user_id", value: target.recipient, address: target.recipient };
  const body = build({ kind: "text", text: target.text.body }, undefined, key);
  assert.equal(body["recipient"], target.recipient);
  assert.equal("to" in body, false);
});

const SAME: [string, OutboundContent, string?][] = [
  [
    "wa-request-interactive-list.json",
    {
      kind: "list",
      text: "Escolha um horário",
      button: "Ver horários",
      sections: [
        {
          title: "Quinta",
          rows: [
            { id: "slot:1", title: "09:00", description: "Loja Centro" },
            { id: "slot:2", title: "10:00" },
          ],
        },
      ],
    },
  ],
  ["wa-request-interactive-location.json", { kind: "location_request", text: "Onde entregamos?" }],
  ["wa-request-interactive-contact-info.json", { kind: "contact_request", text: "Pode compartilhar seu telefone?" }],
  [
    "wa-request-template-named.json",
    {
      kind: "template",
      name: "agendamento",
      language: "pt_BR",
      text: "",
      body: [
        { name: "first_name", text: "Ana" },
        { name: "slot", text: "12/11 09:00" },
      ],
    },
  ],
];
for (const [name, content] of SAME) test(`${name} is what we send`, () => assert.deepEqual(build(content), wanted(name)));

test("buttons, a link button and a reaction have Meta's shape", () => {
  const buttons = fixtureJson("wa-request-interactive-buttons.json").interactive;
  const built = build({
    kind: "buttons",
    text: buttons.body.text,
    buttons: buttons.action.buttons.map((one: any) => one.reply),
    ...(buttons.footer === undefined ? {} : { footer: buttons.footer.text }),
  })["interactive"] as any;
  assert.deepEqual(built.action, buttons.action);
  const link = fixtureJson("wa-request-interactive-cta-url.json").interactive;
  assert.deepEqual(
    (
      build({ kind: "link_button", text: link.body.text, label: link.action.parameters.display_text, url: link.action.parameters.url })[
        "interactive"
      ] as any
    ).action,
    link.action,
  );
  const reaction = fixtureJson("wa-request-reaction.json");
  const body = build({ kind: "reaction", targetId: "ours", emoji: reaction.reaction.emoji }, reaction.reaction.message_id);
  assert.deepEqual(body["reaction"], reaction.reaction);
  assert.equal("context" in body, false);
});

test("limits are counted in characters as people see them, and explained", () => {
  assert.deepEqual(checkContent({ kind: "text", text: "🙂".repeat(4096) }), []);
  assert.match(checkContent({ kind: "text", text: "🙂".repeat(4097) })[0]?.problem ?? "", /4097 characters; at most 4096/);
  const buttons = (titles: string[]) =>
    checkContent({ kind: "buttons", text: "?", buttons: titles.map((title, index) => ({ id: String(index), title })) });
  assert.deepEqual(buttons(["a", "b", "c"]), []);
  assert.equal(buttons(["a", "b", "c", "d"])[0]?.path, "buttons");
  assert.equal(buttons(["same", "same"])[0]?.path, "buttons.title");
  assert.equal(buttons(["x".repeat(21)])[0]?.path, "buttons.0.title");
  const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `r${index}`, title: `Row ${index}` }));
  assert.deepEqual(checkContent({ kind: "list", text: "?", button: "Open", sections: [{ title: "A", rows: rows(10) }] }), []);
  assert.equal(
    checkContent({ kind: "list", text: "?", button: "Open", sections: [{ title: "A", rows: rows(11) }] })[0]?.path,
    "sections.rows",
  );
  assert.equal(checkContent({ kind: "voice", attachmentId: "x", text: "caption" })[0]?.path, "text");
  assert.equal(
    checkContent({ kind: "template", name: "t", language: "pt_BR", text: "", body: [{ text: "two\nlines" }] })[0]?.path,
    "parameters.0",
  );
});
