import { Type } from "typebox";
import { type App, type Ctx, defineError, idSchema, notFound, sql } from "../platform/index.ts";
import { playgroundUse } from "./rights.ts";
import type { SharedClock } from "./shared-clock.ts";
import { inventAccount, registerAccount } from "./simulated-accounts.ts";

const simulatorAway = defineError(
  "playground.simulator_away",
  503,
  "The simulator does not answer. Start the program again with PROSA_DEMO=1.",
);

const HELLO_WORLD = {
  id: "1192339204654487",
  name: "hello_world",
  language: "en_US",
  status: "APPROVED",
  category: "UTILITY",
  components: [
    { type: "BODY", text: "Welcome and congratulations!! This message demonstrates your ability to send a WhatsApp message notification." },
  ],
};

interface Parts {
  simulatorUrl: string;
  /** Where a provider sends what comes in over a channel. */
  webhookUrl: (channelId: string) => string;
  clock: SharedClock;
}

/** The phone of the playground: a narrow way to the simulator's control API, for channels of this workspace only. */
export function playgroundRoutes(app: App, { simulatorUrl, webhookUrl, clock }: Parts) {
  const use = { config: { access: playgroundUse } };
  const hidden = { hide: true };
  const params = Type.Object({ channelId: idSchema("channel") });
  const Person = Type.Object(
    {
      waId: Type.Optional(Type.String({ pattern: "^\\d{8,15}$" })),
      userId: Type.String({ minLength: 3, maxLength: 140 }),
      name: Type.String({ minLength: 1, maxLength: 100 }),
    },
    { additionalProperties: false },
  );

  app.get(
    "/playground/channels/:channelId/chat",
    {
      ...use,
      schema: {
        ...hidden,
        params,
        querystring: Type.Object({ userId: Type.String({ maxLength: 140 }), since: Type.Optional(Type.Integer({ minimum: 0 })) }),
      },
    },
    async ({ ctx, params, query }) => {
      const since = query.since === undefined ? "" : `&since=${query.since}`;
      return ask(`/_control/chat?${new URLSearchParams({ ...(await accountOf(ctx, params.channelId)), userId: query.userId })}${since}`);
    },
  );

  const action = Type.Union([
    Type.Object(
      {
        kind: Type.Literal("text"),
        text: Type.String({ minLength: 1, maxLength: 4096 }),
        replyTo: Type.Optional(Type.String({ maxLength: 200 })),
      },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        kind: Type.Literal("file"),
        type: Type.Union([
          Type.Literal("image"),
          Type.Literal("audio"),
          Type.Literal("voice"),
          Type.Literal("video"),
          Type.Literal("document"),
        ]),
        mimeType: Type.String({ maxLength: 100 }),
        base64: Type.String({ maxLength: 14_000_000 }),
        fileName: Type.Optional(Type.String({ maxLength: 200 })),
        caption: Type.Optional(Type.String({ maxLength: 1024 })),
      },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        kind: Type.Literal("tap"),
        id: Type.String({ maxLength: 256 }),
        title: Type.String({ maxLength: 72 }),
        of: Type.String({ maxLength: 200 }),
        list: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    Type.Object(
      { kind: Type.Literal("reaction"), target: Type.String({ maxLength: 200 }), emoji: Type.String({ maxLength: 32 }) },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        kind: Type.Literal("location"),
        latitude: Type.Number(),
        longitude: Type.Number(),
        name: Type.Optional(Type.String({ maxLength: 200 })),
      },
      { additionalProperties: false },
    ),
    Type.Object({ kind: Type.Literal("read") }, { additionalProperties: false }),
  ]);
  app.post(
    "/playground/channels/:channelId/actions",
    {
      ...use,
      bodyLimit: 15 * 1024 * 1024,
      schema: { ...hidden, params, body: Type.Object({ person: Person, action }, { additionalProperties: false }) },
    },
    async ({ ctx, params, body }) => ask("/_control/act", "POST", { ...(await accountOf(ctx, params.channelId)), ...body }),
  );

  app.post(
    "/playground/channels/:channelId/scenarios",
    {
      ...use,
      schema: {
        ...hidden,
        params,
        body: Type.Object({ person: Person, scenario: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
      },
    },
    async ({ ctx, params, body }) => {
      const played = await ask("/_control/play", "POST", { ...(await accountOf(ctx, params.channelId)), ...body });
      const { id, until } = played as { id: string; until: string | null }; // as the simulator tells it
      return { id, aheadMs: until === null ? clock.ahead() : await clock.jumpTo(ctx, until) };
    },
  );

  app.get(
    "/playground/channels/:channelId/files/:fileId",
    {
      ...use,
      schema: { ...hidden, params: Type.Object({ channelId: idSchema("channel"), fileId: Type.String({ pattern: "^[a-z0-9]{1,40}$" }) }) },
    },
    async ({ ctx, params }, reply) => {
      await accountOf(ctx, params.channelId);
      const answer = await call(`/_control/media/${params.fileId}`);
      const type = answer.headers.get("content-type") ?? "";
      const inline = /^(image\/(jpeg|png|webp|gif)|audio\/|video\/)/.test(type);
      return reply
        .type(inline ? type : "application/octet-stream")
        .header("content-security-policy", "sandbox; default-src 'none'")
        .send(Buffer.from(await answer.arrayBuffer()));
    },
  );

  app.post(
    "/playground/accounts",
    { ...use, schema: { ...hidden, body: Type.Object({ kind: Type.String({ maxLength: 40 }) }, { additionalProperties: false }) } },
    async ({ body }) => {
      const account = inventAccount(body.kind, simulatorUrl);
      // A new gateway waits for its phone, and a new WhatsApp account has Meta's sample template, as real ones do.
      await registerAccount(simulatorUrl, account, {
        paired: false,
        ...(body.kind === "whatsapp_cloud" ? { templates: [HELLO_WORLD] } : {}),
      });
      return { name: account.name, settings: account.settings, credentials: account.credentials };
    },
  );

  app.put(
    "/playground/channels/:channelId/pairing",
    { ...use, schema: { ...hidden, params, body: Type.Object({ paired: Type.Boolean() }, { additionalProperties: false }) } },
    async ({ ctx, params, body }) => ask("/_control/paired", "PUT", { ...(await accountOf(ctx, params.channelId)), ...body }),
  );

  app.put("/playground/channels/:channelId/webhook", { ...use, schema: { ...hidden, params } }, async ({ ctx, params }) =>
    ask("/_control/webhook", "PUT", { ...(await accountOf(ctx, params.channelId)), webhookUrl: webhookUrl(params.channelId) }),
  );

  app.get("/playground/faces", { ...use, schema: hidden }, () => ask("/_control/faces"));
  app.put(
    "/playground/faults",
    {
      ...use,
      schema: {
        ...hidden,
        body: Type.Object({ key: Type.String({ maxLength: 40 }), on: Type.Boolean() }, { additionalProperties: false }),
      },
    },
    ({ body }) => ask("/_control/switch", "PUT", body),
  );

  /** How the simulator names the account of a channel of this workspace. */
  async function accountOf(ctx: Ctx, channelId: string): Promise<{ kind: string; account: string }> {
    const row = await ctx.transaction((tx) =>
      tx.maybeOne(sql<{ kind: string; account: string }>`select kind, external_id as account from channels where id = ${channelId}`),
    );
    if (row === null) throw notFound({ what: "channel" });
    return row;
  }

  async function call(path: string, method = "GET", body?: unknown): Promise<Response> {
    try {
      return await fetch(simulatorUrl + path, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      });
    } catch {
      throw simulatorAway();
    }
  }

  /** What the simulator does not know, the caller does not find. */
  async function ask(path: string, method?: string, body?: unknown) {
    const answer = await call(path, method, body);
    if (answer.status === 404) throw notFound({ what: "account, scenario or fault of the simulator" });
    return answer.json();
  }
}
