import { randomUUID } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Opened } from "../face.ts";

/** A conversation with the one bot that lives here: it offers a choice, and asks for a photo behind one of them. */
interface Session {
  at: "choice" | "photo" | "name";
  name: string;
  heard: unknown[];
}

interface Continued {
  message: string | { type: string; text?: string; attachedFileUrls?: string[] };
}

/** By its public id a bot is `menu`, or one that is in trouble. */
const TROUBLES: Readonly<Record<string, (reply: FastifyReply) => unknown>> = {
  broken: (reply) => reply.code(500).send({ message: "Internal server error" }),
  nonsense: (reply) => reply.type("application/json").send('{"messages": [nope'),
  endless: (reply) => reply.send({ messages: [], padding: "x".repeat(2 * 1024 * 1024) }),
  page: (reply) => reply.type("text/html").send("<html>Typebot</html>"),
  browser: (reply) =>
    reply.send({ ...said("browser", []), clientSideActions: [{ type: "listenForWebhook", expectsDedicatedReply: true }] }),
};

const text = (words: string) => ({
  ...{ id: randomUUID(), type: "text" },
  content: { type: "richText", richText: [{ type: "p", children: [{ text: words }] }] },
});
const said = (sessionId: string, words: string[], input?: object) => ({
  sessionId,
  messages: words.map(text),
  ...(input === undefined ? {} : { input }),
});
const CHOICE = {
  ...{ id: "choice", type: "choice input" },
  items: [
    { id: "item-photo", content: "Mandar uma foto" },
    { id: "item-name", content: "Deixar o nome" },
    { id: "item-bye", content: "Nada mais" },
  ],
};

/** The chat API of Typebot's viewer, over real HTTP. */
export function open(): Opened {
  const sessions = new Map<string, Session>();
  /** Bytes of each. */
  const files: number[] = [];
  return {
    providers: { typebot: { tell: () => undefined } },
    routes(app) {
      app.get("/typebot/_sessions", () => ({ items: [...sessions.values()], files }));
      app.delete("/typebot/_sessions", () => {
        sessions.clear();
        return { ok: true };
      });
      app.post(
        "/typebot/api/v1/typebots/:bot/startChat",
        (request: FastifyRequest<{ Params: { bot: string }; Body: { prefilledVariables?: Record<string, string> } }>, reply) => {
          const { bot } = request.params;
          const trouble = TROUBLES[bot];
          if (trouble !== undefined) return trouble(reply);
          if (bot !== "menu") return reply.code(404).send({ message: "Typebot not found" });
          const sessionId = randomUUID();
          const name = request.body.prefilledVariables?.["Nome"] ?? "";
          sessions.set(sessionId, { at: "choice", name, heard: [] });
          return said(sessionId, [`Olá${name === "" ? "" : `, ${name}`}!`, "Em que posso ajudar?"], CHOICE);
        },
      );
      app.post(
        "/typebot/api/v1/sessions/:sessionId/continueChat",
        (request: FastifyRequest<{ Params: { sessionId: string }; Body: Continued }>, reply) => {
          const { sessionId } = request.params;
          const session = sessions.get(sessionId);
          if (session === undefined) return reply.code(404).send({ message: "Session not found." });
          const { sessionId: _own, ...answer } = goOn(session, sessionId, request.body.message);
          return answer;
        },
      );
      app.post(
        "/typebot/api/v3/generate-upload-url",
        (request: FastifyRequest<{ Body: { sessionId: string; fileName: string } }>, reply) => {
          if (!sessions.has(request.body.sessionId)) return reply.code(400).send({ message: "Can't find session" });
          const base = `http://${request.headers.host}/typebot/files`;
          const key = randomUUID();
          return { presignedUrl: base, formData: { key }, fileUrl: `${base}/${key}/${encodeURIComponent(request.body.fileName)}` };
        },
      );
      app.post("/typebot/files", async (request, reply) => {
        for await (const part of request.parts()) if (part.type === "file") files.push((await part.toBuffer()).length);
        return reply.code(204).send();
      });
    },
  };
}

function goOn(session: Session, sessionId: string, message: Continued["message"]) {
  session.heard.push(message);
  const words = typeof message === "string" ? message : (message.text ?? "");
  if (session.at === "choice") {
    const item = CHOICE.items.find(({ id, content }) => id === words || content === words);
    if (item === undefined) return said(sessionId, ["Escolha uma das opções."], CHOICE);
    if (item.id === "item-bye") return said(sessionId, ["Até logo!"]);
    session.at = item.id === "item-photo" ? "photo" : "name";
    return session.at === "photo"
      ? said(sessionId, ["Mande a foto."], { id: "photo", type: "file input" })
      : said(sessionId, ["Como se chama?"], { id: "name", type: "text input" });
  }
  if (session.at === "photo" && !words.startsWith("http"))
    return said(sessionId, ["Preciso da foto."], { id: "photo", type: "file input" });
  return said(sessionId, [session.at === "photo" ? "Recebi a foto, obrigado." : `Obrigado, ${words}.`]);
}
