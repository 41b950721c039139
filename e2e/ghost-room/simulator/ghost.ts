import type { House, Opened } from "../face.ts";
import { faultyAnswer } from "../faulty-answer.ts";
import { findAccount } from "../state.ts";

/** A medium: it takes knocks for the other side, and tells of those that come back. */
export function open({ world, deliverer }: House): Opened {
  return {
    providers: {
      ghost: {
        tell: ({ account }, line) =>
          deliverer.deliver({ url: account.webhookUrl, body: Buffer.from(JSON.stringify({ id: line.id, at: line.at })), headers: {} }),
      },
    },
    routes(app) {
      app.post("/ghost/knocks", async (_request, reply) => {
        if (findAccount(world, "ghost", () => true) === undefined) return reply.code(401).send({ error: "nobody is here" });
        const faulty = faultyAnswer(world, "ghost", reply, (code) => reply.code(code).send({ error: "simulated" }));
        return faulty.before ?? reply.code(202).send({ heard: true });
      });
    },
  };
}
