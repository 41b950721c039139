import type { Page } from "playwright-core";
import { channelStates } from "./channel-states.ts";
import { inboxStates } from "./inbox-states.ts";
import type { Cast, State } from "./state.ts";
import { answer, change, NOON } from "./steady.ts";
import { threadStates } from "./thread-states.ts";

const at = (address: string) => () => address;
const demo = ["wide"] as const;

const gateStates: State[] = [
  { name: "login", address: at("/login"), act: (page) => page.getByLabel("Senha").waitFor() },
  {
    name: "login-refused",
    address: at("/login"),
    async act(page) {
      await answer(page, "**/api/v1/login", { code: "team.wrong_password", detail: "" }, 401);
      await page.getByLabel("E-mail").fill("camila@climanorte.example");
      await page.getByLabel("Senha").fill("errada");
      await page.getByRole("button", { name: "Entrar" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "login-forgot",
    address: at("/login"),
    async act(page) {
      await page.getByText("Esqueci a senha").click();
      await page.getByRole("button", { name: "Enviar link" }).waitFor();
    },
  },
  { name: "new-password", address: at("/new-password?token=1"), act: (page) => page.getByLabel("Nova senha").waitFor() },
  { name: "setup", address: at("/setup?token=1"), sizes: demo, act: (page) => page.getByLabel("Seu nome").waitFor() },
];

const playgroundStates: State[] = [
  { name: "playground", address: at("/playground"), act: (page) => page.getByText("A conversa aparece aqui").waitFor() },
  {
    name: "playground-talk",
    address: at("/playground"),
    arrange: arrangeTalk,
    async act(page) {
      await page.getByRole("switch", { name: "Provedor fora do ar" }).click();
      await page.getByText("webhook.received").first().waitFor();
      await page.getByText("Perfeito!").first().waitFor();
    },
  },
];

/** The phone's chat and the inner steps come from the simulator's clock: here they are written down. */
async function arrangeTalk(page: Page, { conversations, moveMs }: Cast) {
  const told = (fields: object, index: number) => ({
    id: `m${index}`,
    at: Date.parse(NOON) - (9 - index) * 60_000,
    reactions: [],
    ...fields,
  });
  const messages = [
    told({ from: "person", type: "text", body: { body: "Oi! Vocês atendem no sábado?" }, status: "read" }, 1),
    told({ from: "business", type: "text", body: { body: "Atendemos sim, das 8h às 12h!" }, status: "read", replyTo: "m1" }, 2),
    told(
      {
        from: "business",
        type: "interactive",
        body: { body: { text: "Qual horário?" }, action: { buttons: [{ reply: { id: "1", title: "Sábado, 8h" } }] } },
        status: "read",
        reactions: [{ from: "person", emoji: "👍" }],
      },
      3,
    ),
    told({ from: "person", type: "text", body: { body: "Perfeito!" }, status: "delivered" }, 4),
  ];
  let first = true;
  await page.route("**/api/v1/playground/channels/*/chat?*", async (route) => {
    // The next question waits for news, which never come.
    if (!first) return;
    first = false;
    await route.fulfill({ json: { version: 1, typing: false, messages } });
  });
  const step = (kind: string, detail: object, index: number) => ({
    id: `s${index}`,
    kind,
    detail,
    occurredAt: new Date(Date.parse(NOON) - 60_000 + index * 417).toISOString(),
    sinceStartMs: index * 417,
  });
  const items = [
    step("webhook.received", { bytes: 512 }, 0),
    step("message.received", { kind: "text" }, 1),
    step("message.sent", { status: 200 }, 2),
    step("message.failed", { code: "131026" }, 3),
  ];
  await answer(page, "**/journey?*", { items });
  await change(page, /\/api\/v1\/conversations\?.*channelId/, moveMs, (json) => ({
    ...json,
    items: json.items
      .filter(({ id }: { id: string }) => id === conversations["Mariana Alves"])
      .map((one: { contact: object }) => ({ ...one, contact: { ...one.contact, name: "Ana Beatriz" } })),
  }));
}

/** Everything that is photographed. */
export const STATES: State[] = [...gateStates, ...inboxStates, ...threadStates, ...channelStates, ...playgroundStates];
