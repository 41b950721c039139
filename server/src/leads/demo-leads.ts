import { type Ctx, newId, sql } from "../platform/index.ts";
import { setGoals } from "./goals/goals.ts";
import { markDeal, markWritten } from "./goals/mark-goals.ts";
import { changeDeal, moveDeal } from "./pipeline/change-deal.ts";
import { makeDeal } from "./pipeline/make-deal.ts";
import { readPipelines } from "./pipeline/pipelines.ts";
import { analyse } from "./qualification/analyse.ts";
import { keepQualification } from "./qualification/qualify-lead.ts";
import { readQualification } from "./qualification/settings.ts";
import { scoreFirst } from "./score/rescore.ts";

const WHAT = [
  { title: "Contrato anual, 8 aparelhos", reais: 18_900, next: "Enviar a proposta revista" },
  { title: "Limpeza de dois splits", reais: 320, next: "Ligar amanhã" },
  { title: "Central do bloco B", reais: 38_400, next: "Marcar a vistoria" },
  { title: "Troca de 6 fan coils", reais: 21_300, next: "Enviar a revisão 3" },
  { title: "Instalação 9.000 BTU", reais: 1_150, next: "" },
  { title: "Exaustão e 2 pisos-teto", reais: 14_700, next: "Confirmar as medidas" },
  { title: "Higienização, 5 aparelhos", reais: 850, next: "" },
  { title: "Obra nova, 3 unidades", reais: 27_500, next: "Cobrar a resposta" },
  { title: "Vistoria de 22 salas", reais: 24_600, next: "Visita na quinta" },
  { title: "Cortina de ar na entrada", reais: 2_240, next: "" },
];
const LOST = ["Preço", "Escolheu outro", "Adiou para o ano que vem", "Não respondeu mais"];
/** What people answered: those in a hurry bought oftener. */
const KEEN = { name: "Ana Souza", interest: "quero comprar", urgency: "hoje", knowledge: "sim", location: "Manaus" };
const CALM = { name: "Rui Prado", interest: "quanto custa?", urgency: "sem pressa", knowledge: "não", location: "Recife" };
const UNSURE = { ...KEEN, urgency: "mês que vem talvez" };
const GOALS = [
  { what: "contacts", period: "day", target: 20 },
  { what: "proposals", period: "week", target: 8 },
  { what: "deals", period: "month", target: 12 },
] as const;
const DEALS = 60;
const DAY_MS = 86_400_000;
/** Three months in sixty steps. */
const EVERY_DAYS = 1.5;

/** Everybody scored, and sixty deals of three months with the people of the demonstration, by the room's own verbs with the clock of then. */
export async function demoLeads(ctx: Ctx): Promise<void> {
  await scoreFirst(ctx);
  const [people, members, pipeline] = await ctx.transaction(async (tx) => [
    await tx.many(sql<{ contactId: string; conversationId: string }>`
      select c.contact_id as "contactId", c.id as "conversationId" from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
      where p.persona = 'customer' and p.merged_into is null and c.last_message_id is not null order by c.created_at, c.id limit 40`),
    await tx.many(sql<{ id: string }>`
      select id from members where removed_at is null and role in ('owner', 'supervisor', 'agent') order by created_at, id limit 4`),
    (await readPipelines(tx, ctx))[0],
  ]);
  if (people.length === 0 || pipeline === undefined) return;
  await ctx.transaction(async (tx) => {
    const written = await tx.many(sql<{ id: string }>`select id from messages where direction = 'out' and author_kind = 'member'`);
    await markWritten(
      tx,
      written.map(({ id }) => id),
    );
  });
  const stages = (kind: string) => pipeline.stages.filter((stage) => stage.kind === kind);
  const [open, won, lost] = [stages("open"), stages("won")[0], stages("lost")[0]];
  for (const { id } of members) await setGoals(ctx, id, [...GOALS]);
  for (let index = 0; index < DEALS; index += 1) {
    const start = ctx.now().getTime() - (DEALS - 1 - index) * EVERY_DAYS * DAY_MS - 3_600_000;
    let days = 0;
    const then = (): Ctx => ({ ...ctx, now: () => new Date(Math.min(ctx.now().getTime(), start + days * DAY_MS)) });
    const { title, reais, next } = at(WHAT, index * 3);
    const { contactId, conversationId } = at(people, index * 7);
    await qualify(then(), { contactId, conversationId }, index);
    const ownerId = members.length === 0 ? null : at(members, index).id;
    const deal = await makeDeal(then(), { title, conversationId, ownerId, valueCents: reais * 100 });
    // The last third is still on the way, spread over the stages; of the others two of three were won.
    const isOpen = index >= DEALS - 20;
    const steps = isOpen ? open.slice(1, 1 + (index % open.length)) : open.slice(1);
    for (const stage of steps) {
      days += 1 + (index % 3);
      await move(then(), deal.id, { stageId: stage.id });
    }
    days += 2;
    if (isOpen && next !== "")
      await changeDeal(then(), deal.id, { nextStep: next, nextStepOn: dayOf(ctx.now().getTime() + (index % 5) * DAY_MS) });
    if (isOpen) continue;
    const end = index % 3 === 0 ? lost : won;
    if (end !== undefined)
      await move(then(), deal.id, { stageId: end.id, ...(end.kind === "lost" ? { lostReason: at(LOST, index) } : {}) });
  }
}

/** As the talk of then would have been weighed; nobody is told anything of it now. Every fifth one was misjudged. */
async function qualify(ctx: Ctx, who: { contactId: string; conversationId: string }, index: number): Promise<void> {
  const answers = index % 5 === 0 ? UNSURE : index % 3 === 0 ? CALM : KEEN;
  await ctx.transaction(async (tx) => {
    const analysis = analyse(answers, { ...(await readQualification(tx)), now: ctx.now().toISOString() });
    await keepQualification(tx, ctx, { ...who, sessionId: newId(), analysis, queueId: null, wasTold: false });
  });
}

/** Listeners do not hear what is written with the clock of then: it is counted towards goals here. */
async function move(ctx: Ctx, dealId: string, wanted: Parameters<typeof moveDeal>[2]): Promise<void> {
  const { stage, state, owner, valueCents } = await moveDeal(ctx, dealId, wanted);
  const detail = { state, stageId: stage.id, ownerId: owner?.id ?? null, valueCents };
  await ctx.transaction((tx) => markDeal(tx, { workspaceId: ctx.workspaceId, subjectId: dealId, occurredAt: ctx.now(), detail }));
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Around and around. */
function at<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T; // never empty
}
