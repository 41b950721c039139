import assert from "node:assert/strict";
import { test } from "node:test";
import { canonicalAddress } from "./addresses.ts";
import { verifiedDomains } from "./trace.ts";

const SERVER = "mx.ours.example";
const domainsOf = (...lines: string[]) => verifiedDomains(Buffer.from(`${lines.join("\r\n")}\r\n\r\nbody`), SERVER);
const header = (words: string) => `Authentication-Results: ${words}`;

test("what our own server found counts, however it writes it", () => {
  const cases: [words: string, domains: string[]][] = [
    ["mx.ours.example; dkim=pass header.d=bank.example", ["bank.example"]],
    ["MX.Ours.Example 1; DKIM = Pass (2048-bit key) header.D=Bank.Example header.i=@bank.example", ["bank.example"]],
    ["(comment) mx.ours.example (more (nested)); spf=pass smtp.mailfrom=ana@bank.example", ["bank.example"]],
    [`mx.ours.example; spf=pass smtp.mailfrom="ana maria"@bank.example`, ["bank.example"]],
    [
      "mx.ours.example; dkim/1=pass header.i=@mail.bank.example; dmarc=pass header.from=bank.example",
      ["mail.bank.example", "bank.example"],
    ],
    [`"mx.ours.example"; dmarc=pass reason="all good" header.from=bank.example`, ["bank.example"]],
    ["mx.ours.example; none", []],
    ["mx.ours.example;\r\n\tdkim=fail header.d=x.example;\r\n\tdmarc=pass header.from=bank.example", ["bank.example"]],
  ];
  for (const [words, domains] of cases) assert.deepEqual(domainsOf(header(words)), domains, words);
});

test("words in quotes, comments or another's header vouch for nobody", () => {
  for (const words of [
    `mx.ours.example; dkim=fail reason="dkim=pass header.d=bank.example" header.d=evil.example`,
    "mx.ours.example; dkim=fail (dkim=pass header.d=bank.example) header.d=evil.example",
    `mx.ours.example; spf=fail smtp.mailfrom="x; dkim=pass header.d=bank.example"@evil.example`,
    "mx.ours.example; dkim=none (; dkim=pass header.d=bank.example)",
    "mx.ours.example (x); dkim=fail header.d=evil.example (\\); dkim=pass header.d=bank.example)",
    "evil.example; x=y (mx.ours.example; dkim=pass header.d=bank.example)",
    "mx.ours.example.evil.example; dkim=pass header.d=bank.example",
    "evil.example mx.ours.example; dkim=pass header.d=bank.example",
    "mx.ours.example; dkim=pass header.d=bank.example@evil.example header.i=@x (unended",
    `mx.ours.example; dkim=pass header.d="bank.example`,
    "mx.ours.example; arc=pass header.d=bank.example; iprev=pass policy.iprev=bank.example",
    "mx.ours.example; dkim=passed header.d=bank.example",
    "mx.ours.example; dkim=pass xheader.d=bank.example",
    "mx.ours.example; dkim=pass header.d=example",
  ])
    assert.deepEqual(
      domainsOf(header(words)).filter((domain) => domain === "bank.example" || !domain.includes(".")),
      [],
      words,
    );
  assert.deepEqual(domainsOf(`X-Authentication-Results: ${SERVER}; dkim=pass header.d=bank.example`), []);
});

test("what a sender wrote in our server's name stands below a line of the way, and does not count", () => {
  const forged = header(`${SERVER}; dkim=pass header.d=bank.example`);
  const way = "Received: from evil.example by mx.ours.example; Fri, 27 Nov 2026 10:00:00 +0000";
  assert.deepEqual(domainsOf(header(`${SERVER}; spf=pass smtp.mailfrom=evil.example`), way, forged), ["evil.example"]);
  assert.deepEqual(domainsOf(way, header(`${SERVER}; spf=pass smtp.mailfrom=ok.example`)), ["ok.example"]);
});

test("a header made to cost time costs none", () => {
  const began = performance.now();
  for (const words of ["(".repeat(60_000), `${SERVER};${"dkim=".repeat(12_000)}`, `${SERVER}; ${'"\\'.repeat(3_900)}`])
    domainsOf(header(words));
  assert.ok(performance.now() - began < 500);
});

test("an address with what nobody can see in it, or with brackets, is no address", () => {
  for (const written of [
    "ana\u200b@bank.example",
    "ana@bank\u2060.example",
    "ana\u034f@bank.example",
    "ana\ufe0f@bank.example",
    "ana\u3164@bank.example",
    "\u202eana@bank.example",
    "<a@b.example>@bank.example",
    "ana@bank.example>",
    "ana@bank.example,eva@bank.example",
    "ana@@bank.example",
  ])
    assert.equal(canonicalAddress(written), null, JSON.stringify(written));
  assert.equal(canonicalAddress(" Ana＠Bank.example "), "ana@bank.example");
});
