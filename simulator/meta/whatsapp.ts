import type { FastifyReply } from "fastify";
import type { Deliverer } from "../deliverer.ts";
import { faultyAnswer } from "../faulty-answer.ts";
import type { Provider } from "../provider.ts";
import { type Account, type Chat, findChat, findPhone, keepLine, noteSent, type PhoneMessage, react, touch, type World } from "../state.ts";
import { fail } from "./graph-error.ts";
import { metaWebhook, profileOf, signedBytes } from "./webhook.ts";
import { check, checkTemplate, readable, text } from "./whatsapp-limits.ts";

type Body = Record<string, unknown>;
type Status = "sent" | "delivered" | "read";

/** A phone number at Meta: what it tells the business of people, and what it does with what the business sends. */
export interface WhatsApp {
  provider: Provider;
  send(account: Account, body: Body, reply: FastifyReply): Promise<unknown>;
}

export function createWhatsApp(world: World, deliverer: Deliverer): WhatsApp {
  return {
    provider: {
      tell,
      react: (chat, target, emoji, id) =>
        tell(chat, { id }, { type: "reaction", reaction: { message_id: target, ...(emoji === "" ? {} : { emoji }) } }),
      read: (chat, message) => report(chat, message.id, "read"),
      raw: (account, body, signature) => deliverer.deliverOnce(signedBytes(account, body, signature)),
    },
    send,
  };

  function tell({ person, account }: Chat, { id, replyTo }: Pick<PhoneMessage, "id" | "replyTo">, content: Body) {
    const sender = { ...(person.waId === undefined ? {} : { from: person.waId }), from_user_id: person.userId };
    const quoted = replyTo === undefined ? {} : { context: { from: account.values["displayNumber"], id: replyTo } };
    const timestamp = String(Math.floor(world.now() / 1000));
    deliver(account, { contacts: [profileOf(person)], messages: [{ ...quoted, ...sender, id, timestamp, ...content }] });
  }

  function deliver(account: Account, value: Body) {
    const metadata = { display_phone_number: account.values["displayNumber"], phone_number_id: account.id };
    const change = { value: { messaging_product: "whatsapp", metadata, ...value }, field: "messages" };
    const entry = [{ id: account.values["businessAccountId"], changes: [change] }];
    deliverer.deliver(metaWebhook(account, { object: "whatsapp_business_account", entry }));
  }

  async function send(account: Account, body: Body, reply: FastifyReply) {
    const faulty = faultyAnswer(world, account.kind, reply, (code) =>
      fail(reply, code, code === 131000 || code === 131016 ? 500 : 400, `(#${code}) simulated`),
    );
    if (faulty.before !== undefined) return faulty.before;
    const problem = check(body) ?? checkTemplate(account, body);
    if (problem !== undefined) return fail(reply, problem.code, 400, problem.text);

    const chat = chatByAddress(account, text(body["to"]), text(body["recipient"]));
    const id = `wamid.${Buffer.from(`${account.id} ${world.nextId()}`).toString("base64")}`;
    noteSent(world, {
      account: account.id,
      kind: account.kind,
      id,
      to: chat.person.userId,
      callbackData: text(body["biz_opaque_callback_data"]) ?? null,
      at: world.now(),
      body,
    });
    keep(chat, body, id);
    reportStatuses(chat, id, text(body["biz_opaque_callback_data"]));
    if (faulty.after) return faulty.after();
    const { waId, userId } = chat.person;
    return {
      messaging_product: "whatsapp",
      contacts: [{ input: body["to"] ?? body["recipient"], ...(waId === undefined ? { user_id: userId } : { wa_id: waId }) }],
      messages: [{ id }],
    };
  }

  function keep(chat: Chat, body: Body, id: string) {
    const type = String(body["type"]);
    if (type === "reaction") {
      const reaction = body["reaction"] as { message_id: string; emoji?: string };
      return react(world, chat, reaction.message_id, "business", reaction.emoji ?? "");
    }
    const replyTo = text((body["context"] as Body | undefined)?.["message_id"]);
    keepLine(world, chat, { id, type, body: readable(chat.account, type, body), replyTo });
  }

  function chatByAddress(account: Account, to: string | undefined, recipient: string | undefined): Chat {
    const digits = to?.replace(/\D/g, "");
    return digits === undefined
      ? findChat(
          world,
          account,
          (person) => person.userId === recipient,
          () => ({ userId: recipient ?? "", name: "" }),
        )
      : findPhone(world, account, digits);
  }

  function reportStatuses(chat: Chat, id: string, callbackData: string | undefined) {
    if (world.faults.loseStatuses) return;
    const steps: Status[] = world.faults.autoRead ? ["sent", "delivered", "read"] : ["sent", "delivered"];
    steps.forEach((status, index) => {
      setTimeout(() => report(chat, id, status, callbackData), world.faults.statusDelayMs * (index + 1)).unref();
    });
  }

  /** Moves one message on the phone and tells the business. */
  function report(chat: Chat, id: string, status: Status, callbackData?: string) {
    const message = chat.messages.find((one) => one.id === id);
    if (message !== undefined) message.status = status;
    touch(world);
    const { waId, userId } = chat.person;
    deliver(chat.account, {
      contacts: [profileOf(chat.person)],
      statuses: [
        {
          id,
          status,
          timestamp: String(Math.floor(world.now() / 1000)),
          ...(waId === undefined ? {} : { recipient_id: waId }),
          recipient_user_id: userId,
          ...(callbackData === undefined ? {} : { biz_opaque_callback_data: callbackData }),
          ...(status === "read" ? {} : { pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "service" } }),
        },
      ],
    });
  }
}
