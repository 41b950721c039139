import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { House, Opened } from "../face.ts";
import { type Body, baileysMessage, createGateway, json, keepBase64, key, PIXEL, seconds } from "../gateway.ts";
import { type Account, findAccount } from "../state.ts";

export function open({ world, deliverer }: House): Opened {
  const envelope = (account: Account, body: Body) => ({
    instance_key: account.values["instanceKey"],
    jid: "5592900000000@s.whatsapp.net",
    ...body,
  });
  const { send, provider } = createGateway(world, deliverer, "megaapi", "s.whatsapp.net", {
    webhook: (account, body) => json(account, body),
    message: (chat, line, content) => {
      const message = baileysMessage(world, line, content);
      return envelope(chat.account, {
        messageType: Object.keys(message)[0],
        key: key(chat, line.id, false),
        messageTimestamp: seconds(world),
        pushName: chat.person.name,
        broadcast: false,
        message,
      });
    },
    ack: (chat, line, step) =>
      envelope(chat.account, { messageType: "message.ack", key: key(chat, line.id, true), update: { status: step + 1 } }),
    reaction: (chat, target, emoji, id) =>
      envelope(chat.account, {
        messageType: "reactionMessage",
        key: key(chat, id, false),
        messageTimestamp: seconds(world),
        pushName: chat.person.name,
        message: { reactionMessage: { key: key(chat, target, true), text: emoji } },
      }),
    pairing: (account) => ({
      instance_key: account.values["instanceKey"],
      messageType: "connection_update",
      connection_state: account.paired ? "open" : "close",
      timestamp: seconds(world),
    }),
  });
  const fail = (reply: FastifyReply, status: number, message: string) => reply.code(status).send({ error: true, message });
  return {
    providers: { megaapi: provider },
    routes(app: FastifyInstance) {
      const find = (request: FastifyRequest<{ Params: { key: string } }>) =>
        findAccount(
          world,
          "megaapi",
          ({ values }) => values["instanceKey"] === request.params.key && request.headers.authorization === `Bearer ${values["token"]}`,
        );
      app.get("/megaapi/rest/instance/:key", async (request: FastifyRequest<{ Params: { key: string } }>, reply) => {
        const account = find(request);
        if (account === undefined) return fail(reply, 403, "Invalid Instance Key");
        return {
          error: false,
          message: "Instance fetched",
          instance: {
            key: request.params.key,
            status: account.paired ? "connected" : "disconnected",
            ...(account.paired ? { user: { id: "5592900000000:12@s.whatsapp.net", name: account.name } } : {}),
          },
        };
      });
      app.get("/megaapi/rest/instance/qrcode_base64/:key", async (request: FastifyRequest<{ Params: { key: string } }>, reply) => {
        const account = find(request);
        if (account === undefined) return fail(reply, 403, "Invalid Instance Key");
        return account.paired
          ? fail(reply, 403, "User is already logged in")
          : { error: false, message: "Qrcode fetched", qrcode: `data:image/png;base64,${PIXEL}` };
      });
      app.post(
        "/megaapi/rest/webhook/:key/configWebhook",
        async (request: FastifyRequest<{ Params: { key: string }; Body: { messageData: { webhookUrl: string } } }>, reply) => {
          const account = find(request);
          if (account === undefined) return fail(reply, 403, "Invalid Instance Key");
          account.webhookUrl = request.body.messageData.webhookUrl;
          return { error: false, message: "Webhook updated" };
        },
      );
      app.post(
        "/megaapi/rest/instance/downloadMediaMessage/:key",
        async (request: FastifyRequest<{ Params: { key: string }; Body: { messageKeys: { mediaKey: string } } }>, reply) => {
          const media = world.media.get(request.body.messageKeys.mediaKey);
          if (find(request) === undefined) return fail(reply, 403, "Invalid Instance Key");
          if (media === undefined || world.faults.dropMedia) return fail(reply, 404, "Media not found");
          return { error: false, message: "Media downloaded", data: `data:${media.mimeType};base64,${media.bytes.toString("base64")}` };
        },
      );
      app.post(
        "/megaapi/rest/sendMessage/:key/:action",
        async (request: FastifyRequest<{ Params: { key: string; action: string }; Body: { messageData: Body } }>, reply) => {
          const account = find(request);
          if (account === undefined) return fail(reply, 200, "Instance not found");
          if (!account.paired) return fail(reply, 401, "Phone not connected");
          const data = request.body.messageData;
          const { action } = request.params;
          const shown =
            action === "text"
              ? { type: "text", body: { body: data["text"] } }
              : action === "location"
                ? { type: "location", body: { latitude: data["latitude"], longitude: data["longitude"], name: data["caption"] } }
                : {
                    type: data["type"] === "ptt" ? "audio" : String(data["type"]),
                    body: {
                      id: keepBase64(world, String(data["base64"]), String(data["mimeType"]), String(data["fileName"])),
                      caption: data["caption"],
                      filename: data["fileName"],
                    },
                  };
          return send(
            account,
            { to: String(data["to"]), ...shown },
            request.body,
            reply,
            (code) => fail(reply, code, "simulated"),
            (chat, id) => ({
              error: false,
              message: "Message sent",
              messageData: { key: key(chat, id, true), messageTimestamp: String(seconds(world)), status: "PENDING" },
            }),
          );
        },
      );
    },
  };
}
