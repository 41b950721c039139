import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  type ChannelAdapter,
  email,
  evolution,
  instagram,
  megaapi,
  messenger,
  telegram,
  twilio,
  waha,
  whatsappCloud,
  wppconnect,
} from "../server/src/channels/index.ts";

/** `node bench/parse.ts`: what reading one event costs, mean over each provider's samples. */
const FIXTURES = path.resolve(import.meta.dirname, "../server/test/fixtures");
const ROUNDS = 200;
const ADAPTERS: [adapter: ChannelAdapter, folder: string, names: RegExp][] = [
  [whatsappCloud, "meta", /^wa-(?!.*(error|request|response|profile))/],
  [messenger, "meta", /^fb-(?!.*(error|request|response|profile))/],
  [instagram, "meta", /^ig-(?!.*(error|request|response|profile))/],
  ...[telegram, twilio, megaapi, waha, wppconnect, evolution].map((one): [ChannelAdapter, string, RegExp] => [
    one,
    one.kind,
    /^wh_.*json$/,
  ]),
];
for (const [adapter, folder, names] of ADAPTERS) {
  const bodies = readdirSync(path.join(FIXTURES, folder))
    .filter((name) => names.test(name))
    .map((name) => JSON.parse(readFileSync(path.join(FIXTURES, folder, name), "utf8")) as unknown);
  let events = 0;
  const start = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) for (const body of bodies) events += adapter.parse(body).length;
  console.log(`${adapter.kind}: ${(((performance.now() - start) / events) * 1000).toFixed(1)} µs an event`);
}

// A mail's bytes are most of the work: MIME is read, HTML made words, quotes cut.
const mails = readdirSync(path.join(FIXTURES, "email"))
  .filter((name) => name.endsWith(".eml"))
  .map((name) => readFileSync(path.join(FIXTURES, "email", name)));
for (const withReading of [true, false]) {
  const ready = await Promise.all(mails.map((mail) => email.readBody?.(mail)));
  let events = 0;
  const start = performance.now();
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [index, mail] of mails.entries()) events += email.parse(withReading ? await email.readBody?.(mail) : ready[index]).length;
  const cost = (((performance.now() - start) / events) * 1000).toFixed(1);
  console.log(`${email.kind}: ${cost} µs a mail, ${withReading ? "read from its bytes" : "already read"}`);
}
