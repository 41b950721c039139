import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Webhook } from "../deliverer.ts";
import type { House, Opened } from "../face.ts";
import { faultyAnswer } from "../faulty-answer.ts";
import { addressOf, newMailId, readMail, writeMail } from "../mail/people.ts";
import type { Provider } from "../provider.ts";
import { type Account, type Chat, findAccount, type PhoneMessage, touch } from "../state.ts";

type Body = Record<string, unknown>;

interface Mail {
  personalizations: { to: { email: string }[]; custom_args?: Body }[];
  from: { email: string; name?: string };
  reply_to?: { email: string };
  subject: string;
  content: { type: string; value: string }[];
  headers?: Record<string, string>;
  attachments?: { content: string; filename: string; type: string }[];
}

/** SendGrid: mails over its API, mails of people as raw forms, and a list of events for what became of each. */
export function open({ world, deliverer }: House): Opened {
  const provider: Provider = {
    newId: () => newMailId(world),
    tell(chat, line) {
      void writeMail(world, chat, line).then((raw) => deliverer.deliver(inbound(chat, raw)));
    },
    raw: (account, body, signature) =>
      deliverer.deliverOnce({
        url: signature === undefined ? account.webhookUrl : account.webhookUrl.replace(/token=.*/, `token=${signature}`),
        body,
        headers: { "content-type": body[0] === 0x2d ? "multipart/form-data; boundary=b" : "application/json" },
      }),
  };
  return { providers: { sendgrid: provider }, routes };

  function inbound({ account, person }: Chat, raw: Buffer): Webhook {
    const fields = {
      dkim: "{@clientes.example : pass}",
      SPF: "pass",
      envelope: JSON.stringify({ to: [account.id], from: addressOf(person) }),
    };
    const parts = Object.entries(fields).map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const body = Buffer.concat([
      Buffer.from(`${parts.join("")}--b\r\nContent-Disposition: form-data; name="email"\r\n\r\n`),
      raw,
      Buffer.from("\r\n--b--\r\n"),
    ]);
    return { url: account.webhookUrl, body, headers: { "content-type": "multipart/form-data; boundary=b" } };
  }

  function routes(app: FastifyInstance) {
    const login = (request: FastifyRequest) =>
      findAccount(world, "sendgrid", ({ values }) => `Bearer ${values["apiKey"]}` === request.headers.authorization);
    const guarded =
      (work: (account: Account, body: Body, reply: FastifyReply) => unknown) =>
      async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
        const account = login(request);
        return account === undefined ? fail(reply, 401, "authorization required") : work(account, (request.body ?? {}) as Body, reply);
      };
    const setWebhook = guarded((account, { url }) => {
      account.webhookUrl = String(url);
      return { url };
    });
    app.get(
      "/v3/scopes",
      guarded(() => ({ scopes: ["mail.send", "user.webhooks.parse.settings.create"] })),
    );
    app.post("/v3/user/webhooks/parse/settings", setWebhook);
    app.patch("/v3/user/webhooks/parse/settings/:host", setWebhook);
    app.patch("/v3/user/webhooks/event/settings", setWebhook);
    app.post(
      "/v3/mail/send",
      guarded((account, body, reply) => send(account, body as unknown as Mail, reply)),
    );
  }

  async function send(account: Account, mail: Mail, reply: FastifyReply): Promise<unknown> {
    const faulty = faultyAnswer(world, "sendgrid", reply, (code) => fail(reply, code, "simulated"));
    if (faulty.before !== undefined) return faulty.before;
    const to = mail.personalizations[0]?.to[0]?.email ?? "";
    const { "Message-ID": messageId, ...headers } = mail.headers ?? {};
    const raw = await new MailComposer({
      from: { name: mail.from.name ?? "", address: mail.from.email },
      to,
      subject: mail.subject,
      headers,
      ...(messageId === undefined ? {} : { messageId }),
      ...(mail.reply_to === undefined ? {} : { replyTo: mail.reply_to.email }),
      text: mail.content.find(({ type }) => type === "text/plain")?.value ?? "",
      attachments: (mail.attachments ?? []).map(({ content, filename, type }) => ({
        filename,
        contentType: type,
        content: Buffer.from(content, "base64"),
      })),
    })
      .compile()
      .build();
    const { chat, line } = await readMail(world, account, raw, to);
    report(chat, line, mail.personalizations[0]?.custom_args ?? {});
    if (faulty.after !== undefined) return faulty.after();
    return reply.code(202).header("x-message-id", line.id.slice(1, 20)).send("");
  }

  function report({ account, person }: Chat, line: PhoneMessage, args: Body) {
    if (world.faults.loseStatuses) return;
    const steps: [event: string, status: PhoneMessage["status"]][] = [
      ["processed", "sent"],
      ["delivered", "delivered"],
      ...(world.faults.autoRead ? ([["open", "read"]] as [string, "read"][]) : []),
    ];
    steps.forEach(([event, status], index) => {
      setTimeout(
        () => {
          line.status = status;
          touch(world);
          const told = { email: addressOf(person), event, timestamp: Math.floor(world.now() / 1000), sg_event_id: world.nextId(), ...args };
          const body = Buffer.from(`${JSON.stringify([told])}\r\n`);
          deliverer.deliver({ url: account.webhookUrl, body, headers: { "content-type": "application/json" } });
        },
        world.faults.statusDelayMs * (index + 1),
      ).unref();
    });
  }
}

const fail = (reply: FastifyReply, code: number, message: string) =>
  reply.code(code).send({ errors: [{ message, field: null, help: null }] });
