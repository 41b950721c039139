import { type Static, Type } from "typebox";
import type { EffectResult, RoomAnswer } from "../../../../flow/run.ts";
import type { RoomBlock } from "../../inbox/index.ts";
import type { Ctx, Secrets } from "../../platform/index.ts";
import { makeRequest } from "../http/make-request.ts";
import { contentOf, type FileParts, giveFiles } from "./bot-files.ts";
import { type BotTurn, readBotTurn } from "./chat-api.ts";

interface Parts extends FileParts {
  secrets: Secrets;
}

const Settings = Type.Object(
  {
    viewer: Type.String({ maxLength: 500, pattern: "^https?://[^\\s/]+" }),
    bot: Type.String({ minLength: 1, maxLength: 200 }),
    credentialId: Type.Optional(Type.String({ maxLength: 100 })),
    beginningText: Type.Optional(Type.String({ maxLength: 4000 })),
  },
  { additionalProperties: false },
);
type Settings = Static<typeof Settings>;

const TIMEOUT_SECONDS = 30;

/** A bot that lives in a Typebot of the customer's takes the conversation, over its chat API, until it has ended. */
export const typebotBlock = (parts: Parts): RoomBlock => ({
  id: "flows.typebot",
  group: "does",
  label: { "pt-BR": "Passar ao Typebot", en: "Hand to Typebot", es: "Pasar a Typebot" },
  description: {
    "pt-BR": "Um bot do seu Typebot conversa até o fim; depois o fluxo continua.",
    en: "A bot of your Typebot talks until it ends; then the flow goes on.",
    es: "Un bot de su Typebot conversa hasta el final; después el flujo sigue.",
  },
  icon: "Bot",
  settings: Settings,
  defaults: { viewer: "https://", bot: "" },
  exits: [{ exit: "next", label: { "pt-BR": "O bot terminou", en: "The bot has ended", es: "El bot terminó" } }],
  asks: true,
  async think({ ctx, effectId, settings, heard }) {
    const door = doorOf(parts, ctx, settings as Settings, effectId); // checked against the schema when it was asked
    const answered = heard === undefined ? await door.start() : await goOn(parts, ctx, door, heard);
    return "reason" in answered ? { ok: false, reason: answered.reason } : present(parts, ctx, answered.turn, answered.sessionId);
  },
});

type Answered = { turn: BotTurn; sessionId: string } | { reason: string };
type Door = ReturnType<typeof doorOf>;

function doorOf(parts: Parts, ctx: Ctx, { viewer, bot, credentialId = "", beginningText = "" }: Settings, effectId: string) {
  const post = (path: string, body: object) =>
    makeRequest(
      parts,
      ctx.workspaceId,
      {
        ...{ method: "POST", url: `${viewer.replace(/\/+$/, "")}${path}`, headers: [], body: JSON.stringify(body) },
        ...{ credentialId: credentialId === "" ? null : credentialId, timeoutSeconds: TIMEOUT_SECONDS },
      },
      effectId,
    );
  const talk = async (path: string, body: object, known: string | null): Promise<Answered> => {
    const result = await post(path, { ...body, textBubbleContentFormat: "richText" });
    if (!result.ok) return { reason: result.reason };
    const turn = readBotTurn((result.value as { body: unknown }).body);
    const sessionId = turn?.sessionId ?? known;
    return turn === null || sessionId === null ? { reason: "not_typebot" } : { turn, sessionId };
  };
  return {
    start: () =>
      talk(
        `/api/v1/typebots/${encodeURIComponent(bot)}/startChat`,
        { isStreamEnabled: false, prefilledVariables: variablesIn(beginningText) },
        null,
      ),
    goOn: (sessionId: string, message: unknown) =>
      talk(`/api/v1/sessions/${encodeURIComponent(sessionId)}/continueChat`, { message }, sessionId),
    askPlace: async (body: object) => {
      const result = await post("/api/v3/generate-upload-url", body);
      return result.ok ? (result.value as { body: unknown }).body : null;
    },
  };
}

/** `Name=value`, a line each. */
function variablesIn(text: string): Record<string, string> {
  const lines = text.split("\n").map((line) => /^\s*([^=]+?)\s*=\s*(.*?)\s*$/.exec(line));
  return Object.fromEntries(lines.flatMap((found) => (found === null ? [] : [[found[1] as string, found[2] as string]])));
}

/** A session that the bot has forgotten is begun anew: its first question comes again. */
async function goOn(parts: Parts, ctx: Ctx, door: Door, { memory, answers }: RoomAnswer): Promise<Answered> {
  const { sessionId, wantsFile } = JSON.parse(memory) as { sessionId: string; wantsFile: boolean };
  const urls = await giveFiles(parts, ctx, sessionId, answers, door.askPlace);
  if (urls === null) return { reason: "file_not_given" };
  const place = answers.findLast(({ location }) => location !== null)?.location;
  const words = answers.flatMap(({ choiceId, text }) => choiceId ?? text ?? []).join("\n");
  const text = words === "" && place != null ? `${place.latitude}, ${place.longitude}` : words;
  const message =
    wantsFile && urls.length > 0
      ? { type: "text", text: urls.join(", ") }
      : { type: "text", text, ...(urls.length === 0 ? {} : { attachedFileUrls: urls }) };
  const answered = await door.goOn(sessionId, message);
  return "reason" in answered && answered.reason === "status_404" ? door.start() : answered;
}

async function present(parts: Parts, ctx: Ctx, { says, input, wantsBrowser }: BotTurn, sessionId: string): Promise<EffectResult> {
  if (wantsBrowser) return { ok: false, reason: "wants_browser" };
  const contents = [];
  for (const bubble of says) contents.push(await contentOf(parts, ctx, bubble));
  if (input === null) return { ok: true, exit: "next", says: contents };
  const memory = JSON.stringify({ sessionId, wantsFile: input.type === "file input" });
  return { ok: true, says: contents, asks: { memory, options: input.options } };
}
