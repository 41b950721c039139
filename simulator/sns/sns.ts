import type { FastifyReply, FastifyRequest } from "fastify";
import type { House, Opened } from "../face.ts";
import { faultyAnswer } from "../faulty-answer.ts";
import { findAccount, findPhone, keepLine, noteSent } from "../state.ts";

type Form = Record<string, string>;

/** SNS publishes to a phone, and that is all that it does. */
export function open({ world }: House): Opened {
  return {
    providers: { sns: { tell: () => undefined } },
    routes(app) {
      app.post("/", async (request: FastifyRequest<{ Body: Form }>, reply) => {
        const key = /Credential=([^/]+)\//.exec(request.headers.authorization ?? "")?.[1];
        const account = findAccount(world, "sns", ({ values }) => values["accessKeyId"] === key);
        const form = request.body;
        if (account === undefined)
          return xml(
            reply,
            403,
            "<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>The security token is invalid.</Message></Error></ErrorResponse>",
          );
        if (form["Action"] !== "Publish") return xml(reply, 200, "<GetSMSAttributesResponse/>");
        const faulty = faultyAnswer(world, "sns", reply, (code) =>
          xml(
            reply,
            400,
            `<ErrorResponse><Error><Code>${code === 429 ? "Throttling" : "InvalidParameter"}</Code><Message>simulated</Message></Error></ErrorResponse>`,
          ),
        );
        if (faulty.before !== undefined) return faulty.before;
        const to = (form["PhoneNumber"] ?? "").replace(/\D/g, "");
        const chat = findPhone(world, account, to);
        const id = `sns-${world.nextId()}`;
        noteSent(world, { account: account.id, kind: "sns", id, to, callbackData: null, at: world.now(), body: form });
        keepLine(world, chat, { id, type: "text", body: { body: form["Message"] } });
        if (faulty.after !== undefined) return faulty.after();
        return xml(reply, 200, `<PublishResponse><PublishResult><MessageId>${id}</MessageId></PublishResult></PublishResponse>`);
      });
    },
  };
}

const xml = (reply: FastifyReply, status: number, body: string) => reply.code(status).type("text/xml").send(body);
