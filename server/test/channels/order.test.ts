// What providers send comes in any order, several times, and several at once: the conversation is the same in the end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inventAccount, registerAccount, type SimulatedAccount } from "../../src/playground/index.ts";
import { startApp, until } from "../cast/harness.ts";

const app = await startApp({ live: true });
const workspace = await app.addWorkspace("Order");
const START = Math.floor(Date.now() / 1000) - 600;

interface Story {
  person: string;
  /** The n-th message's id, the same in each telling but for the person. */
  id(n: number): string;
  account: SimulatedAccount;
}

/** A person's afternoon in a provider's words, in the order in which it happened, ten seconds apart. */
type Teller = (story: Story) => object[];

const at = (n: number) => START + n * 10;

function meta(value: (n: number) => object, count: number, { account }: Story): object[] {
  const { businessAccountId, phoneNumberId } = account.settings;
  return Array.from({ length: count }, (_, n) => {
    const { field = "messages", ...rest } = value(n) as { field?: string };
    const change = { field, value: { messaging_product: "whatsapp", metadata: { phone_number_id: phoneNumberId }, ...rest } };
    return { object: "whatsapp_business_account", entry: [{ id: businessAccountId, changes: [change] }] };
  });
}

const whatsapp: Teller = (story) => {
  const { person, id } = story;
  const names = ["Ana", "Ana Maria", "Ana", "Ana Lima"];
  const message = (n: number, more: object) => ({
    contacts: [{ profile: { name: names[n] ?? "Ana Lima" }, wa_id: person }],
    messages: [{ from: person, id: id(n), timestamp: String(at(n)), type: "text", text: { body: `m${n}` }, ...more }],
  });
  const edit = (n: number, of: number) =>
    message(n, {
      type: "edit",
      text: undefined,
      edit: { original_message_id: id(of), message: { type: "text", text: { body: `novo ${n}` } } },
    });
  const told = [
    message(0, { referral: { source_type: "ad", source_id: "AD-1" } }),
    message(1, { context: { id: id(0) } }),
    message(2, { referral: { source_type: "ad", source_id: "AD-2" } }),
    message(3, { context: { id: id(2) } }),
    edit(4, 0),
    edit(5, 0),
    message(6, { type: "reaction", text: undefined, reaction: { message_id: id(1), emoji: "👍" } }),
    message(7, { type: "revoke", text: undefined, revoke: { original_message_id: id(2) } }),
    {
      field: "smb_message_echoes",
      message_echoes: [{ from: "1", to: person, id: id(8), timestamp: String(at(8)), type: "text", text: { body: "nossa" } }],
    },
    { statuses: [{ id: id(8), status: "delivered", timestamp: String(at(9)), recipient_id: person }] },
    { statuses: [{ id: id(8), status: "read", timestamp: String(at(10)), recipient_id: person }] },
  ];
  return meta((n) => told[n] as object, told.length, story);
};

const direct =
  (object: string): Teller =>
  ({ person, id, account }) => {
    const page = account.id;
    const event = (n: number, inner: object, out = false) => {
      const [sender, recipient] = out ? [page, person] : [person, page];
      const one = { sender: { id: sender }, recipient: { id: recipient }, timestamp: at(n) * 1000, ...inner };
      return { object, entry: [{ id: page, time: at(n) * 1000, messaging: [one] }] };
    };
    return [
      event(0, { message: { mid: id(0), text: "m0", referral: { source: "ADS", ad_id: "AD-1" } } }),
      event(1, { message: { mid: id(1), text: "m1", reply_to: { mid: id(0) } } }),
      event(2, {
        message: {
          mid: id(2),
          text: "m2",
          referral: { source: "ADS", ad_id: "AD-2" },
          attachments: [{ type: "template", payload: { title: "Loja" } }],
        },
      }),
      event(3, { message_edit: { mid: id(0), text: "novo 3", num_edit: 1 } }),
      event(4, { message_edit: { mid: id(0), text: "novo 4", num_edit: 2 } }),
      event(5, { reaction: { mid: id(1), action: "react", emoji: "❤️" } }),
      event(6, { message: { mid: id(2), is_deleted: true } }),
      event(7, { message: { mid: id(7), text: "nossa", is_echo: true } }, true),
    ];
  };

const telegram: Teller = ({ person }) => {
  const names = ["Téo", "Téo Paz", "Téo", "Téo Luz"];
  const chat = { id: Number(person), type: "private" };
  const base = (n: number, name = names[n] ?? "Téo Luz") => ({
    from: { id: Number(person), is_bot: false, first_name: name },
    chat,
    date: at(n),
  });
  const update = (n: number, inner: object) => ({ update_id: Number(person) * 100 + n, ...inner });
  return [
    update(0, { message: { ...base(0), message_id: 1, text: "/start anuncio1" } }),
    update(1, { message: { ...base(1), message_id: 2, text: "m1", reply_to_message: { ...base(0), message_id: 1 } } }),
    update(2, { message: { ...base(2), message_id: 3, location: { latitude: 1, longitude: 2, live_period: 900 } } }),
    update(3, { message: { ...base(3), message_id: 4, text: "m3", reply_to_message: { ...base(1), message_id: 2 } } }),
    update(4, { edited_message: { ...base(1), message_id: 2, edit_date: at(4), text: "novo 4" } }),
    update(5, { edited_message: { ...base(1), message_id: 2, edit_date: at(5), text: "novo 5" } }),
    update(6, { edited_message: { ...base(2), message_id: 3, edit_date: at(6), location: { latitude: 3, longitude: 4 } } }),
    update(7, { edited_message: { ...base(2), message_id: 3, edit_date: at(7), location: { latitude: 5, longitude: 6 } } }),
    update(8, {
      message_reaction: {
        chat,
        message_id: 2,
        date: at(8),
        user: base(0).from,
        old_reaction: [],
        new_reaction: [{ type: "emoji", emoji: "🔥" }],
      },
    }),
  ];
};

const baileys =
  (wrap: (data: object, account: SimulatedAccount) => object): Teller =>
  ({ person, id, account }) => {
    const names = ["Bia", "Bia Sá", "Bia", "Bia Reis"];
    const key = (n: number) => ({ remoteJid: `${person}@s.whatsapp.net`, fromMe: false, id: id(n) });
    const told = (n: number, message: object) =>
      wrap({ key: key(n), pushName: names[n] ?? "Bia Reis", messageTimestamp: at(n), message, messageType: "x" }, account);
    const text = (n: number, contextInfo: object) => told(n, { extendedTextMessage: { text: `m${n}`, contextInfo } });
    const edit = (n: number, of: number) =>
      told(n, { protocolMessage: { type: 14, key: key(of), editedMessage: { conversation: `novo ${n}` } } });
    return [
      text(0, { externalAdReply: { sourceType: "ad", sourceId: "AD-1" } }),
      text(1, { stanzaId: id(0) }),
      text(2, { externalAdReply: { sourceType: "ad", sourceId: "AD-2" } }),
      text(3, { stanzaId: id(2) }),
      edit(4, 0),
      edit(5, 0),
      told(6, { reactionMessage: { key: key(1), text: "👍" } }),
      told(7, { protocolMessage: { type: 0, key: key(2) } }),
    ];
  };

const waha: Teller = ({ person, id, account }) => {
  const names = ["Caio", "Caio Gil", "Caio", "Caio Nu"];
  const chat = `${person}@c.us`;
  const whole = (n: number) => `false_${chat}_${id(n)}`;
  const told = (n: number, event: string, payload: object) => ({
    id: `evt_${id(n)}`,
    timestamp: at(n) * 1000,
    event,
    session: account.settings["session"],
    payload: { timestamp: at(n), from: chat, fromMe: false, ...payload },
  });
  const text = (n: number, more: object) =>
    told(n, "message.any", { id: whole(n), body: `m${n}`, hasMedia: false, _data: { notifyName: names[n] }, ...more });
  return [
    text(0, {}),
    text(1, { replyTo: { id: id(0) } }),
    text(2, {}),
    text(3, { replyTo: { id: id(2) } }),
    told(4, "message.edited", { id: whole(4), editedMessageId: id(0), body: "novo 4" }),
    told(5, "message.edited", { id: whole(5), editedMessageId: id(0), body: "novo 5" }),
    told(6, "message.reaction", { id: whole(6), reaction: { text: "👍", messageId: whole(1) } }),
    told(7, "message.revoked", { revokedMessageId: id(2), after: { id: whole(2), timestamp: at(7) } }),
  ];
};

const wppconnect: Teller = ({ person, id, account }) => {
  const names = ["Duda", "Duda Sol", "Duda", "Duda Mar"];
  const chat = `${person}@c.us`;
  const whole = (n: number) => `false_${chat}_${id(n)}`;
  const session = account.settings["session"];
  const text = (n: number, more: object) => ({
    event: "onmessage",
    session,
    id: whole(n),
    type: "chat",
    body: `m${n}`,
    from: chat,
    to: "5592900000000@c.us",
    t: at(n),
    notifyName: names[n],
    sender: { id: chat },
    ...more,
  });
  return [
    text(0, {}),
    text(1, { quotedMsgId: whole(0) }),
    text(2, {}),
    text(3, { quotedMsgId: whole(2) }),
    {
      event: "onreactionmessage",
      session,
      id: { fromMe: false, remote: chat },
      msgId: { _serialized: whole(1) },
      reactionText: "👍",
      timestamp: at(4),
    },
    { event: "onrevokedmessage", session, from: chat, refId: whole(2), timestamp: at(5) },
  ];
};

const TELLERS: Record<string, Teller> = {
  whatsapp_cloud: whatsapp,
  messenger: direct("page"),
  instagram: direct("instagram"),
  telegram,
  evolution: baileys((data, { settings }) => ({
    event: "messages.upsert",
    instance: settings["instance"],
    data,
    sender: "5592900000000@s.whatsapp.net",
  })),
  megaapi: baileys((data, { settings }) => ({ instance_key: settings["instanceKey"], jid: "5592900000000@s.whatsapp.net", ...data })),
  waha,
  wppconnect,
};

/** The same order each run, so that a failure can be looked at. */
function createRandom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
const pick = createRandom(20_261_127);

function shuffled<One>(list: One[]): One[] {
  const rest = [...list];
  return list.map(() => rest.splice(pick(rest.length), 1)[0] as One);
}

/** Some come twice. */
const repeated = <One>(list: One[]): One[] => list.flatMap((one) => (pick(3) === 0 ? [one, one] : [one]));

/** Meta puts several entries into one body; the others send one thing at a time. */
function merged(bodies: object[]): object[] {
  const [first] = bodies as { entry?: object[] }[];
  if (first?.entry === undefined) return bodies;
  const cut = 1 + pick(bodies.length - 1);
  const join = (part: object[]) =>
    part.length === 0 ? [] : [{ ...first, entry: part.flatMap((one) => (one as { entry: object[] }).entry) }];
  return [...join(bodies.slice(0, cut)), ...join(bodies.slice(cut))];
}

async function tell(account: SimulatedAccount, bodies: object[], atOnce: boolean): Promise<void> {
  const deliver = async (body: object) => {
    const base64 = Buffer.from(JSON.stringify(body)).toString("base64");
    const { status } = await app.control("POST", "/_control/webhook", { kind: account.kind, account: account.id, base64 });
    assert.equal(status, 200);
  };
  const done = () =>
    until(
      async () => (await app.rows("select 1 from jobs where kind in ('channels.normalise', 'inbox.apply_parked') limit 1")).length === 0,
    );
  if (atOnce) await Promise.all(bodies.map(deliver));
  else
    for (const body of bodies) {
      await deliver(body);
      await until(async () => (await app.rows("select 1 from jobs where kind = 'channels.normalise' limit 1")).length === 0);
    }
  await done();
}

/** All that a person sees of it. */
async function picture(channelId: string, person: string): Promise<unknown> {
  const [conversation] = await app.rows(
    `select c.id, p.profile_name as name, c.referral->>'sourceId' as referral, c.held_by as held, c.unread_count as unread, c.message_count as count, c.last_address as address, l.text as last
     from conversations c join contacts p on p.id = c.contact_id join contact_identities i on i.contact_id = p.id left join messages l on l.id = c.last_message_id
     where c.channel_id = $1 and i.address = $2`,
    [channelId, person],
  );
  assert.ok(conversation, `${person} has a conversation`);
  const messages = await app.rows(
    `select m.direction, m.kind, m.text, m.content - 'raw' - 'others' as content, m.status, m.edited_at is not null as edited, m.deleted_at is not null as deleted, q.kind as quotedkind, q.occurred_at as quoted,
       (select json_agg(r.text order by r.revised_at) from message_revisions r where r.message_id = m.id) as history,
       (select json_agg(e.emoji) from reactions e where e.message_id = m.id) as reactions
     from messages m left join messages q on q.id = m.reply_to_id where m.conversation_id = $1 order by m.occurred_at, m.text`,
    [conversation.id],
  );
  const { id: _id, address: _address, ...shown } = conversation;
  return { ...shown, messages };
}

const VARIANTS = ["singles", "shuffled", "reversed", "repeated", "merged", "at once", "shuffled again", "shuffled a third time"];

for (const [kind, teller] of Object.entries(TELLERS)) {
  test(`${kind}: merged, shuffled, repeated and split, the conversation is the same as one by one`, async () => {
    const account = inventAccount(kind, app.simulator.url);
    const { name, settings, credentials } = account;
    const { body } = await app.call(workspace, "POST", "/channels", { kind, name, settings, credentials });
    await registerAccount(app.simulator.url, account, { webhookUrl: body.webhookUrl });
    await app.call(workspace, "POST", `/channels/${body.id}/validate`);
    let expected: unknown;
    for (const [index, variant] of VARIANTS.entries()) {
      const person =
        kind === "telegram"
          ? `8${pick(9)}${1000 + index}`
          : `559298${Object.keys(TELLERS).indexOf(kind)}${String(10_000 + index).padStart(6, "0")}`;
      const told = teller({ person, id: (n) => `${kind}.${index}.${n}`, account });
      const order: Record<string, () => object[]> = {
        singles: () => told,
        reversed: () => told.toReversed(),
        repeated: () => repeated(shuffled(told)),
        merged: () => merged(shuffled(told)),
      };
      await tell(account, (order[variant] ?? (() => shuffled(told)))(), variant === "at once");
      const seen = await picture(body.id, person);
      expected ??= seen;
      assert.deepEqual(seen, expected, variant);
    }
  });
}
