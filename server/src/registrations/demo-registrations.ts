import { type Ctx, sql } from "../platform/index.ts";
import { askCorrection } from "./ask-correction.ts";
import { dateProof } from "./change-registration.ts";
import { approve, reject } from "./decide.ts";
import { demoPapers, paint } from "./demo-papers.ts";
import type { FieldType, FormField } from "./fields/form-field.ts";
import { type KeptBytes, keepBytes } from "./files/keep-bytes.ts";
import { changeForm, createForm } from "./forms/change-form.ts";
import type { Form } from "./forms/form.ts";
import type { RegistrationGround } from "./room-ctx.ts";
import { handIn } from "./submit-registration.ts";

const HOUR = 3_600_000;
const MONTHS = 3;

/** What a driver is asked for, in the order of the talk. */
const ASKED: { key: string; label: string; type: FieldType; writesTo?: string }[] = [
  { key: "nome_completo", label: "Nome completo", type: "name", writesTo: "name" },
  { key: "nif", label: "NIF", type: "nif" },
  { key: "telefone", label: "Telefone", type: "phone", writesTo: "phone" },
  { key: "email", label: "E-mail", type: "email", writesTo: "email" },
  { key: "morada", label: "Morada", type: "text" },
  { key: "codigo_postal", label: "Código postal", type: "postal_pt" },
  { key: "cidade", label: "Cidade", type: "text", writesTo: "field:cidade" },
  { key: "cnh_frente", label: "Carta, frente", type: "file" },
  { key: "cnh_verso", label: "Carta, verso", type: "file" },
  { key: "comprovante_morada", label: "Comprovante de morada", type: "file" },
];
const FIELDS: FormField[] = ASKED.map(({ writesTo = null, ...field }) => ({
  ...{ ...field, isRequired: true, writesTo },
  country: field.type === "phone" ? "PT" : null,
  maxAgeMonths: field.key === "comprovante_morada" ? MONTHS : null,
}));

type Fate = "waits" | "dated" | "lacks" | "asked" | "approved" | "rejected";
/** Hours ago, and what became of it. */
const STORY: [name: string, place: [street: string, code: string, city: string], hoursAgo: number, fate: Fate][] = [
  ["Helder Couto", ["Rua do Heroísmo 12", "4300-254", "Porto"], 60, "waits"],
  ["João Miguel Tavares Pinto", ["Rua de Cedofeita 318, 2.º Esq.", "4050-174", "Porto"], 30, "waits"],
  ["Sara Meireles", ["Avenida da Boavista 1203", "4100-130", "Porto"], 22, "dated"],
  ["Elton Aguiar", ["Rua Augusta 24", "1100-053", "Lisboa"], 18, "waits"],
  ["Daniel Matos", ["Rua de Santa Catarina 88", "4000-442", "Porto"], 6, "waits"],
  ["Inês Carvalho Dias", ["Rua dos Clérigos 40", "4050-205", "Porto"], 2, "dated"],
  ["Bruno Leça", ["Rua Direita 7", "4450-650", "Matosinhos"], 70, "asked"],
  ["Célia Oliveira", ["Rua Nova 15", "4700-312", "Braga"], 90, "asked"],
  ["Nuno Vento", ["Largo do Carmo 3", "1200-092", "Lisboa"], 50, "lacks"],
  ["Marta Figueiredo", ["Rua do Almada 201", "4050-038", "Porto"], 120, "approved"],
  ["Rui Sampaio", ["Rua da Prata 60", "1100-415", "Lisboa"], 140, "approved"],
  ["Tiago Brandão", ["Rua da Sofia 9", "3000-389", "Coimbra"], 130, "rejected"],
];

/** The drivers of the demonstration: a dozen registrations in all states, by the room's own verbs, each at its own time. */
export const demoRegistrations =
  (ground: RegistrationGround) =>
  async (ctx: Ctx): Promise<void> => {
    const form = await makeForm(ctx);
    const papers = await drawPapers(ctx, ground);
    const talks = await ctx.transaction((tx) =>
      tx.many(sql<{ id: string; contactId: string }>`
        select id, contact_id as "contactId" from conversations where last_message_id is not null order by last_message_at, id limit 3`),
    );
    for (const [index, told] of STORY.entries())
      await tell(ctx, ground, form, papers, index, told, talks[STORY.length - 1 - index] ?? null);
    // The past was told to nobody; from now on people hear of it.
    await changeForm(ctx, form.id, { messages: {} });
  };

async function makeForm(ctx: Ctx): Promise<Form> {
  const queues = await ctx.transaction((tx) => tx.many(sql<{ id: string }>`select id from queues where name = 'Comercial'`));
  return createForm(ctx, {
    ...{ key: "motorista", name: "Cadastro de motorista", fields: FIELDS, queueId: queues[0]?.id ?? null, promiseHours: 48 },
    ...{ persona: "driver", messages: { correction: "", approved: "", rejected: "" }, templates: {} },
  });
}

async function tell(
  now: Ctx,
  ground: RegistrationGround,
  form: Form,
  papers: Readonly<Record<string, KeptBytes>>,
  index: number,
  [name, [morada, codigo_postal, cidade], hoursAgo, fate]: (typeof STORY)[number],
  talk: { id: string; contactId: string } | null,
): Promise<void> {
  const then = now.now().getTime() - hoursAgo * HOUR;
  const ctx: Ctx = { ...now, now: () => new Date(then) };
  const values = {
    nome_completo: name,
    nif: nifOf(index),
    telefone: `91${3_480_330 + index * 7}`,
    email: mailOf(name),
    morada,
    codigo_postal,
    cidade,
  };
  const files = Object.entries(papers).flatMap(([field, kept]) =>
    fate === "lacks" && field === "comprovante_morada" ? [] : [{ field, kept }],
  );
  const whose = talk === null ? { contactId: null, conversationId: null } : { contactId: talk.contactId, conversationId: talk.id };
  const handed = { form: form.id, values, files, ...whose, source: talk === null ? ("api" as const) : ("flow" as const), isStrict: true };
  const { registration } = await ctx.transaction((tx) => handIn(tx, ctx, handed));
  const later: Ctx = { ...now, now: () => new Date(then + HOUR) };
  await decide(later, ground, registration.id, fate);
}

async function decide(ctx: Ctx, ground: RegistrationGround, id: string, fate: Fate): Promise<void> {
  const { parts } = ground;
  if (fate === "dated" || fate === "approved") {
    const on = new Date(ctx.now().getTime() - 40 * 24 * HOUR).toISOString().slice(0, 10);
    await dateProof(ctx, id, { on });
  }
  if (fate === "approved") await approve(ctx, parts, id, { overwrite: [] });
  if (fate === "rejected") await reject(ctx, parts, id, { reason: "A carta de condução está vencida." });
  if (fate === "asked")
    await askCorrection(ctx, ground, id, { fields: ["comprovante_morada"], note: "O comprovante é de há cinco meses." });
}

/** With its check digit. */
function nifOf(index: number): string {
  const digits = String(24_790_316 + index * 11);
  const sum = [9, 8, 7, 6, 5, 4, 3, 2].reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return `${digits}${sum % 11 < 2 ? 0 : 11 - (sum % 11)}`;
}

const mailOf = (name: string): string =>
  `${name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ".")}@correio.example`;

/** Samples without value, drawn: no real person's papers. */
async function drawPapers(ctx: Ctx, { parts }: RegistrationGround): Promise<Record<string, KeptBytes>> {
  const { default: sharp } = await import("sharp");
  const drawn: Record<string, KeptBytes> = {};
  for (const { field, ...paper } of demoPapers()) {
    const { width, height } = paper;
    const bytes = await sharp(paint(paper), { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 82 })
      .toBuffer();
    drawn[field] = await keepBytes(parts, ctx, { field, bytes, name: `${field}.jpg` });
  }
  return drawn;
}
