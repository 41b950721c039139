import { type Ctx, newId, type Secrets, sql } from "../../platform/index.ts";
import type { CallPurpose } from "../closed-sets.ts";
import { keepCall, noteCame } from "../log/calls.ts";
import { readAiSettings } from "../log/settings.ts";
import { costOf, keepPrices } from "../models/prices.ts";
import { makeProvider } from "../providers/provider.ts";

const PROVIDER = { name: "Modelo do simulador", large: "simulated-large", small: "simulated-small" };
/** As dear as a large model and a small one are about. */
const PRICES = [
  { model: PROVIDER.large, input: 2_500_000, output: 10_000_000 },
  { model: PROVIDER.small, input: 150_000, output: 600_000 },
];

interface Past {
  purpose: CallPurpose;
  by: string;
  hoursAgo: number;
  tokens: [input: number, output: number];
  tookMs: number;
  answered: string;
  cameTo: string;
}

/** What members had a model do before it was switched off. */
const PAST: readonly Past[] = [
  {
    ...{ purpose: "reply", by: "Camila Duarte", hoursAgo: 3, tokens: [1840, 96], tookMs: 1620, cameTo: "edited" },
    answered: "A limpeza completa de um split de até 12.000 BTUs custa R$ 180,00 e leva cerca de uma hora. Quer que eu veja um horário?",
  },
  {
    ...{ purpose: "summary", by: "Camila Duarte", hoursAgo: 5, tokens: [2310, 88], tookMs: 980, cameTo: "suggested" },
    answered: "Quer limpeza de dois aparelhos no sábado. Preço informado. Falta confirmar o endereço.",
  },
  {
    ...{ purpose: "rewrite", by: "Rafael Lima", hoursAgo: 26, tokens: [210, 41], tookMs: 610, cameTo: "accepted" },
    answered: "Olá! Já verifiquei: o técnico chega entre 14h e 15h. Qualquer coisa, estou por aqui.",
  },
  {
    ...{ purpose: "translate", by: "Rafael Lima", hoursAgo: 50, tokens: [640, 120], tookMs: 870, cameTo: "suggested" },
    answered: "contact: The air conditioner drips in the living room since yesterday.",
  },
];

/** A model that a newcomer may switch on, played by the simulator; and what it was asked before. */
export function demoModels({ secrets, simulatorUrl }: { secrets: Secrets; simulatorUrl: string }): (ctx: Ctx) => Promise<void> {
  return async (ctx) => {
    const provider = await makeProvider(ctx, secrets, {
      ...{
        name: PROVIDER.name,
        kind: "compatible",
        address: `${simulatorUrl}/openai/v1`,
        answerModel: PROVIDER.large,
        simpleModel: PROVIDER.small,
      },
      // Off: without it the demonstration shows that agents answer without any model.
      ...{ isActive: false, key: "sk-demonstration" },
    });
    await keepPrices(ctx, PRICES);
    await ctx.transaction(async (tx) => {
      const settings = await readAiSettings(tx);
      const talks = await tx.many(sql<{ id: string }>`select id from conversations order by last_message_at desc, id limit ${PAST.length}`);
      for (const [
        index,
        {
          purpose,
          by,
          hoursAgo,
          tokens: [input, output],
          tookMs,
          answered,
          cameTo,
        },
      ] of PAST.entries()) {
        const price = PRICES[purpose === "reply" ? 0 : 1] as (typeof PRICES)[number];
        const runId = newId();
        const now = new Date(ctx.now().getTime() - hoursAgo * 3_600_000);
        const call = {
          ...{ runId, purpose, agentId: null, agentVersion: null, conversationId: talks[index]?.id ?? null, askedBy: by },
          ...{ providerId: provider.id, provider: provider.name, model: price.model, inputTokens: input, outputTokens: output },
          ...{ cost: costOf(price, { input, output }, settings.rate), tookMs, attempt: 1, outcome: "answered" },
        };
        await keepCall(tx, { workspaceId: ctx.workspaceId, now }, call, { asked: {}, answered }, settings);
        await noteCame(tx, runId, cameTo, null);
      }
    });
  };
}
