import assert from "node:assert/strict";
import { test } from "node:test";
import { canonicalPhone } from "./phone.ts";

const CASES: [written: string, canonical: string | null][] = [
  ["553199990009", "+5531999990009"],
  ["5531999990009", "+5531999990009"],
  ["+55 (31) 99999-0009", "+5531999990009"],
  ["0055 31 9999-0009", "+5531999990009"],
  // Landlines begin with 2 to 5 and stay as they are.
  ["553132210009", "+553132210009"],
  ["551140041234", "+551140041234"],
  ["5215512345678", "+525512345678"],
  ["351912345678", "+351912345678"],
  ["BR.10483920175546281937", null],
  ["user@example.com", null],
  ["123", null],
  ["", null],
  ["12345678901234567", null],
];
for (const [written, canonical] of CASES)
  test(`${JSON.stringify(written)} is ${canonical}`, () => assert.equal(canonicalPhone(written), canonical));
