import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { foldQuoted } from "./fold-quoted.ts";
import { htmlToText } from "./html-to-text.ts";

interface WrittenMail {
  client: string;
  language: string;
  form: "plain" | "html";
  style: string;
  subject?: string;
  /** What we had sent, where the mail answers it and quotes it without a mark. */
  answered?: string[];
  body: string;
  shown: string;
}

const FILE = path.resolve(import.meta.dirname, "../../../../test/fixtures/email/mails-as-written.jsonl");
const mails = readFileSync(FILE, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as WrittenMail);

const shownOf = ({ form, subject = "Re: Visita", answered = [], body }: WrittenMail): string =>
  foldQuoted(form === "html" ? htmlToText(body) : body, { subject, hasFiles: false, answered }).text;

test("mails of many programs in three languages show what their people wrote, and none of it is hidden", () => {
  assert.ok(mails.length >= 120 && new Set(mails.map(({ client }) => client)).size >= 12);
  const wrong = mails.filter((mail) => shownOf(mail) !== mail.shown);
  const words = (text: string) => text.split(/\s+/).filter((word) => word !== "");
  const hidden = wrong.filter((mail) => {
    const seen = new Set(words(shownOf(mail)));
    return words(mail.shown).some((word) => !seen.has(word));
  });
  const named = (some: WrittenMail[]) => some.map((mail) => ({ ...mail, got: shownOf(mail) }));
  assert.deepEqual(named(hidden), [], "words of the writer are hidden");
  assert.ok(wrong.length <= mails.length * 0.05, JSON.stringify(named(wrong), null, 1));
});
