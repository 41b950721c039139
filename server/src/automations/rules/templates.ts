import { type Ctx, sql } from "../../platform/index.ts";
import { type Language, readWorkspace } from "../../team/index.ts";
import { templateTaken, unknownTemplate } from "../errors.ts";
import { findObjectType, type ObjectType, writeObjectTypeIn } from "../objects/object-types.ts";
import type { Rule, RuleParts, Step, Trigger } from "./rule.ts";
import { createRuleIn } from "./rules.ts";

type Words = Readonly<Record<Language, string>>;

/** A rule that comes with the product. Its key never changes. */
interface RuleTemplate {
  key: string;
  name: Words;
  trigger: Trigger;
  /** The kind of record that it watches, where it watches one. */
  watches?: { key: string; name: Words; states: string[]; fields: (Omit<ObjectType["fields"][number], "label"> & { label: Words })[] };
  /** A text for everybody, or one for each persona; the last is for the others. */
  texts: readonly { persona?: string; text: Words }[];
}

const HOUR = 60;

/** For two days nothing after our last word; an offer, a payment, a registration, a prospect that stand still. */
const TEMPLATES: readonly RuleTemplate[] = [
  {
    key: "followup_48h",
    name: { "pt-BR": "Cliente calado há 48 h", en: "Contact silent for 48 h", es: "Cliente callado hace 48 h" },
    trigger: { kind: "silence", minutes: 48 * HOUR },
    texts: [
      {
        text: {
          "pt-BR": "Oi, {{contact.first_name | tudo bem}}! Ainda posso ajudar? Se preferir, chamo alguém da equipe.",
          en: "Hi {{contact.first_name | there}}! Can I still help? If you prefer, I will call somebody of the team.",
          es: "¡Hola, {{contact.first_name | ¿cómo está?}}! ¿Todavía puedo ayudar? Si prefiere, llamo a alguien del equipo.",
        },
      },
    ],
  },
  {
    key: "followup_proposta",
    name: { "pt-BR": "Proposta sem resposta há 24 h", en: "Proposal unanswered for 24 h", es: "Propuesta sin respuesta hace 24 h" },
    trigger: { kind: "object", type: "proposta", state: "enviada", afterMinutes: 24 * HOUR, channel: null },
    watches: {
      key: "proposta",
      name: { "pt-BR": "Proposta", en: "Proposal", es: "Propuesta" },
      states: ["enviada", "aceita", "recusada", "expirada"],
      fields: [
        { key: "valor", label: { "pt-BR": "Valor", en: "Value", es: "Valor" }, type: "money" },
        { key: "link", label: { "pt-BR": "Link", en: "Link", es: "Enlace" }, type: "url" },
      ],
    },
    texts: [
      {
        text: {
          "pt-BR": "Oi, {{contact.first_name | tudo bem}}! Conseguiu ver a proposta que enviamos? Posso esclarecer qualquer ponto.",
          en: "Hi {{contact.first_name | there}}! Did you have a look at the proposal we sent? I can explain any point.",
          es: "¡Hola, {{contact.first_name | ¿cómo está?}}! ¿Pudo ver la propuesta que enviamos? Puedo aclarar cualquier punto.",
        },
      },
    ],
  },
  {
    key: "followup_pagamento",
    name: { "pt-BR": "Pagamento pendente há 12 h", en: "Payment pending for 12 h", es: "Pago pendiente hace 12 h" },
    trigger: { kind: "object", type: "pagamento", state: "pendente", afterMinutes: 12 * HOUR, channel: null },
    watches: {
      key: "pagamento",
      name: { "pt-BR": "Pagamento", en: "Payment", es: "Pago" },
      states: ["pendente", "pago", "cancelado"],
      fields: [
        { key: "valor", label: { "pt-BR": "Valor", en: "Value", es: "Valor" }, type: "money" },
        { key: "vencimento", label: { "pt-BR": "Vencimento", en: "Due date", es: "Vencimiento" }, type: "date" },
      ],
    },
    texts: [
      {
        text: {
          "pt-BR": "Oi, {{contact.first_name | tudo bem}}! O pagamento ainda aparece como pendente aqui. Precisa de ajuda para concluir?",
          en: "Hi {{contact.first_name | there}}! The payment still shows as pending here. Do you need help to finish it?",
          es: "¡Hola, {{contact.first_name | ¿cómo está?}}! El pago todavía aparece como pendiente. ¿Necesita ayuda para concluirlo?",
        },
      },
    ],
  },
  {
    key: "followup_onboarding",
    name: { "pt-BR": "Cadastro parado há 24 h", en: "Onboarding stands still for 24 h", es: "Registro parado hace 24 h" },
    trigger: { kind: "object", type: "usuario", state: "novo", afterMinutes: 24 * HOUR, channel: null },
    watches: {
      key: "usuario",
      name: { "pt-BR": "Usuário", en: "User", es: "Usuario" },
      states: ["novo", "ativo", "inativo"],
      fields: [{ key: "plano", label: { "pt-BR": "Plano", en: "Plan", es: "Plan" }, type: "text" }],
    },
    texts: [
      {
        persona: "provider",
        text: {
          "pt-BR":
            "Oi, {{contact.first_name | tudo bem}}! Falta pouco para o seu perfil começar a receber serviços. Quer concluir agora? Eu ajudo.",
          en: "Hi {{contact.first_name | there}}! Your profile is almost ready to receive jobs. Shall we finish it now? I will help.",
          es: "¡Hola, {{contact.first_name | ¿cómo está?}}! Falta poco para que su perfil reciba trabajos. ¿Lo terminamos ahora? Le ayudo.",
        },
      },
      {
        persona: "prospector",
        text: {
          "pt-BR":
            "Oi, {{contact.first_name | tudo bem}}! Seu acesso está pronto: falta só concluir o cadastro para ver contatos e metas. Vamos?",
          en: "Hi {{contact.first_name | there}}! Your access is ready: finish the sign-up to see contacts and goals. Shall we?",
          es: "¡Hola, {{contact.first_name | ¿cómo está?}}! Su acceso está listo: falta concluir el registro para ver contactos y metas. ¿Vamos?",
        },
      },
      {
        text: {
          "pt-BR": "Oi, {{contact.first_name | tudo bem}}! Seu cadastro ficou pela metade. Posso ajudar a terminar?",
          en: "Hi {{contact.first_name | there}}! Your sign-up is half done. Can I help you finish it?",
          es: "¡Hola, {{contact.first_name | ¿cómo está?}}! Su registro quedó a medias. ¿Le ayudo a terminarlo?",
        },
      },
    ],
  },
  {
    key: "followup_prospector_recrutamento",
    name: { "pt-BR": "Prospecto sem avanço há 72 h", en: "Prospect without progress for 72 h", es: "Prospecto sin avance hace 72 h" },
    trigger: { kind: "object", type: "prospecto", state: "contatado", afterMinutes: 72 * HOUR, channel: "email" },
    watches: {
      key: "prospecto",
      name: { "pt-BR": "Prospecto", en: "Prospect", es: "Prospecto" },
      states: ["contatado", "em_conversa", "convertido", "perdido"],
      fields: [],
    },
    texts: [
      {
        text: {
          "pt-BR":
            "Olá, {{contact.first_name | tudo bem}}!\n\nConversamos há três dias sobre trabalhar conosco. As vagas desta turma estão acabando: responda a este e-mail com um horário bom para você e reservo a sua conversa.",
          en: "Hello {{contact.first_name | there}},\n\nThree days ago we spoke about working with us. Places in this group are going: answer this mail with a time that suits you and I will keep it for you.",
          es: "Hola, {{contact.first_name | ¿cómo está?}}:\n\nHace tres días hablamos de trabajar con nosotros. Quedan pocas plazas en este grupo: responda a este correo con una hora que le convenga y se la reservo.",
        },
      },
    ],
  },
];

/** Those that are not there yet, in the workspace's language. */
export async function listTemplates(ctx: Ctx): Promise<{ key: string; name: string }[]> {
  return ctx.transaction(async (tx) => {
    const { language } = await readWorkspace(tx);
    const taken = new Set((await tx.many(sql<{ key: string }>`select key from automations where key is not null`)).map(({ key }) => key));
    return TEMPLATES.filter(({ key }) => !taken.has(key)).map(({ key, name }) => ({ key, name: name[language] }));
  });
}

/** Makes one of them, off, with the kind of record that it watches. @throws {AppError} automations.unknown_template, automations.template_taken */
export async function createFromTemplate(ctx: Ctx, parts: RuleParts, key: string): Promise<Rule> {
  const template = TEMPLATES.find((one) => one.key === key);
  if (template === undefined) throw unknownTemplate({ template: key });
  return ctx.transaction(async (tx) => {
    const { language } = await readWorkspace(tx);
    await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`automation ${ctx.workspaceId} ${key}`}, 0))`);
    if ((await tx.maybeOne(sql`select 1 from automations where key = ${key}`)) !== null) throw templateTaken({ template: key });
    const { watches, trigger, name, texts } = template;
    if (watches !== undefined && (await findObjectType(tx, watches.key)) === null) {
      const fields = watches.fields.map((field) => ({ ...field, label: field.label[language] }));
      await writeObjectTypeIn(tx, ctx, { key: watches.key, name: watches.name[language], states: watches.states, fields });
    }
    const rule = { name: name[language], trigger, condition: null, steps: stepsOf(texts, language) };
    return createRuleIn(tx, ctx, parts, rule, key);
  });
}

function stepsOf(texts: RuleTemplate["texts"], language: Language): Step[] {
  const named = texts.flatMap(({ persona }) => persona ?? []);
  return texts.map(({ persona, text }) => ({
    kind: "act",
    action: "conversation.send_text",
    input: { text: text[language] },
    ...(named.length === 0 ? {} : { onlyIf: personaIs(persona, named) }),
  }));
}

const personaIs = (persona: string | undefined, named: readonly string[]) =>
  persona === undefined
    ? { field: "contact.persona", operator: "none_of", value: named }
    : { field: "contact.persona", operator: "equals", value: persona };
