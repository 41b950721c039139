import type { Block, FlowDocument, FlowVariable, Language, LocalText } from "../document.ts";
import { documentOf, draw, words } from "./draw.ts";

/** A field of the registration: asked for in this order, shown in the summary, corrected by name. */
interface Field {
  variable: string;
  label: { "pt-PT": string; "pt-BR": string };
  /** The block that asks, but for where it goes. */
  ask(id: string, exits: Readonly<Record<string, string>>): Block;
  isFile?: true;
}

/** An hour without an answer is asked about once; a day without one ends it. */
const SILENCE = { silenceMinutes: 60 } as const;
const FILES = { kinds: ["image", "document"], mostMegabytes: 16, ...SILENCE } as const;

const FIELDS: readonly Field[] = [
  {
    variable: "nome_completo",
    label: { "pt-PT": "Nome", "pt-BR": "Nome" },
    ask: (id, exits) =>
      draw(
        id,
        "ask_name",
        { name: "Nome completo", variable: "nome_completo", text: words("Qual é o seu nome completo?"), ...SILENCE },
        exits,
      ),
  },
  {
    variable: "nif",
    label: { "pt-PT": "NIF", "pt-BR": "NIF" },
    ask: (id, exits) =>
      draw(
        id,
        "ask_nif",
        {
          name: "NIF",
          variable: "nif",
          text: words("Qual é o seu NIF? (9 algarismos)", "Qual é o seu NIF de Portugal? (9 números)"),
          retry: words(
            "Esse NIF não é válido. Confirme os 9 algarismos e escreva de novo.",
            "Esse NIF não é válido. Confira os 9 números e escreva de novo.",
          ),
          ...SILENCE,
        },
        exits,
      ),
  },
  {
    variable: "telefone",
    label: { "pt-PT": "Telemóvel", "pt-BR": "Telefone" },
    ask: (id, exits) =>
      draw(
        id,
        "ask_phone",
        {
          name: "Telefone",
          variable: "telefone",
          country: "PT",
          text: words("Qual é o seu número de telemóvel? (+351)", "Qual é o seu telefone em Portugal? (+351)"),
          retry: words("Esse número não parece certo. Escreva, por exemplo, +351 912 345 678."),
          ...SILENCE,
        },
        exits,
      ),
  },
  {
    variable: "email",
    label: { "pt-PT": "E-mail", "pt-BR": "E-mail" },
    ask: (id, exits) =>
      draw(id, "ask_email", { name: "E-mail", variable: "email", text: words("Qual é o seu e-mail?"), ...SILENCE }, exits),
  },
  {
    variable: "morada",
    label: { "pt-PT": "Morada", "pt-BR": "Endereço" },
    ask: (id, exits) =>
      draw(
        id,
        "ask_text",
        {
          name: "Morada",
          variable: "morada",
          shortest: 5,
          longest: 300,
          joinSeconds: 8,
          text: words("Qual é a sua morada? (rua, número, andar)", "Qual é o seu endereço? (rua, número, andar)"),
          ...SILENCE,
        },
        exits,
      ),
  },
  {
    variable: "codigo_postal",
    label: { "pt-PT": "Código postal", "pt-BR": "Código postal" },
    ask: (id, exits) =>
      draw(
        id,
        "ask_postal_pt",
        { name: "Código postal", variable: "codigo_postal", text: words("Qual é o código postal? (0000-000)"), ...SILENCE },
        exits,
      ),
  },
  {
    variable: "cidade",
    label: { "pt-PT": "Cidade", "pt-BR": "Cidade" },
    ask: (id, exits) =>
      draw(
        id,
        "ask_text",
        {
          name: "Cidade",
          variable: "cidade",
          shortest: 2,
          longest: 80,
          text: words("Em que cidade vive?", "Em que cidade você mora?"),
          ...SILENCE,
        },
        exits,
      ),
  },
  {
    variable: "cnh_frente",
    label: { "pt-PT": "Carta de condução, frente", "pt-BR": "Habilitação, frente" },
    isFile: true,
    ask: (id, exits) =>
      draw(
        id,
        "ask_file",
        {
          name: "Carta, frente",
          variable: "cnh_frente",
          text: words("Envie uma fotografia da FRENTE da sua carta de condução.", "Envie uma foto da FRENTE da sua habilitação."),
          ...FILES,
        },
        exits,
      ),
  },
  {
    variable: "cnh_verso",
    label: { "pt-PT": "Carta de condução, verso", "pt-BR": "Habilitação, verso" },
    isFile: true,
    ask: (id, exits) =>
      draw(
        id,
        "ask_file",
        {
          name: "Carta, verso",
          variable: "cnh_verso",
          text: words("Agora o VERSO da carta de condução.", "Agora o VERSO da habilitação."),
          ...FILES,
        },
        exits,
      ),
  },
  {
    variable: "comprovante_morada",
    label: { "pt-PT": "Comprovativo de morada", "pt-BR": "Comprovante de endereço" },
    isFile: true,
    ask: (id, exits) =>
      draw(
        id,
        "ask_file",
        {
          name: "Comprovativo",
          variable: "comprovante_morada",
          text: words(
            "Por fim, um comprovativo de morada com menos de 3 meses (fotografia ou PDF).",
            "Por fim, um comprovante de endereço com menos de 3 meses (foto ou PDF).",
          ),
          ...FILES,
        },
        exits,
      ),
  },
];

const DRIVER_FORM = "motorista";

/**
 * The registration of a driver in 15 steps: welcome, ten fields, summary with "correct one field", submission, the promise of an answer
 * within 48 hours. A field that is corrected comes back to the summary.
 */
export function driverRegistration(language: Language): FlowDocument {
  const [first] = FIELDS as readonly [Field];
  const blocks = [
    draw(
      "inicio",
      "ask_choice",
      {
        name: "Boas-vindas",
        text: words(
          "Bem-vindo! 👋 Vamos fazer o seu registo de motorista. São cerca de 5 minutos; tenha à mão a carta de condução e um comprovativo de morada.",
          "Boas-vindas! 👋 Vamos fazer o seu cadastro de motorista. São cerca de 5 minutos; tenha à mão a habilitação e um comprovante de endereço.",
        ),
        options: [
          {
            id: "comecar",
            title: words("Iniciar registo", "Iniciar Cadastro"),
            synonyms: ["iniciar", "começar", "iniciar cadastro", "vamos"],
          },
          { id: "agora_nao", title: words("Agora não"), synonyms: ["depois", "mais tarde"] },
        ],
        ...SILENCE,
      },
      { "choice:comecar": first.variable, "choice:agora_nao": "ate_logo", silence: "ate_logo" },
    ),
    ...FIELDS.flatMap(fieldBlocks),
    summary(),
    ...correction(),
    ...submission(),
    draw(
      "ate_logo",
      "say_text",
      { name: "Até logo", text: words("Sem problema. Escreva *menu* quando quiser recomeçar.") },
      { next: "fim" },
    ),
    draw("fim", "end", {}, {}),
  ];
  return documentOf(language, blocks, {
    variables: VARIABLES,
    starts: [{ on: "keyword", words: ["cadastro", "registo", "registro", "motorista", "iniciar cadastro"], match: "word" }],
  });
}

/** `a_corrigir` is the field that is corrected: the summary follows, whatever would come next. `lembrado` is the one that was asked twice. */
const CORRECTING: FlowVariable = { name: "a_corrigir", type: "text", initial: "" };
const VARIABLES: readonly FlowVariable[] = [
  ...FIELDS.map(({ variable, label, isFile }): FlowVariable => ({ name: variable, type: isFile ? "file" : "text", label: label["pt-PT"] })),
  CORRECTING,
  { name: "lembrado", type: "text", initial: "" },
];

/** A field is asked; after an hour of silence it is asked again, after another one what there is is left; then onwards, or back to the summary. */
function fieldBlocks({ variable, ask }: Field, index: number): Block[] {
  const next = FIELDS[index + 1]?.variable ?? "resumo";
  const [then, nudge] = [`${variable}_depois`, `${variable}_lembrar`];
  return [
    ask(variable, { next: then, silence: nudge, invalid: "ajuda" }),
    draw(
      then,
      "condition",
      { cases: [{ id: "corrige", name: "Está a corrigir", when: { all: [{ field: "flow.a_corrigir", operator: "is_set" }] } }] },
      { "case:corrige": "resumo", otherwise: next },
    ),
    draw(
      nudge,
      "condition",
      { cases: [{ id: "ja", name: "Já lembrado", when: { all: [{ field: "flow.lembrado", operator: "equals", value: variable }] } }] },
      { "case:ja": "guardado", otherwise: `${variable}_aviso` },
    ),
    draw(
      `${variable}_aviso`,
      "say_text",
      {
        text: words(
          "Ainda aí? Guardei o que já enviou; continuamos quando puder.",
          "Ainda está aí? Guardei o que você já enviou; continuamos quando puder.",
        ),
      },
      { next: `${variable}_marca` },
    ),
    draw(`${variable}_marca`, "set_variable", { variable: "lembrado", to: `"${variable}"` }, { next: variable }),
  ];
}

function summary(): Block {
  const lines = (language: "pt-PT" | "pt-BR") =>
    FIELDS.map(({ label, variable, isFile }) => `${label[language]}: ${isFile ? "recebido ✓" : `{{var.${variable}}}`}`).join("\n");
  return draw(
    "resumo",
    "ask_choice",
    {
      name: "Resumo",
      text: words(`*Confirme os seus dados*\n${lines("pt-PT")}`, `*Confira os seus dados*\n${lines("pt-BR")}`),
      options: [
        { id: "confirmar", title: words("Confirmar"), synonyms: ["sim", "certo", "está certo", "tudo certo", "confirmo", "ok"] },
        { id: "corrigir", title: words("Corrigir"), synonyms: ["não", "errado", "corrigir um campo", "mudar"] },
      ],
      silenceMinutes: 1440,
    },
    { "choice:confirmar": "enviar", "choice:corrigir": "corrigir", silence: "guardado", invalid: "ajuda" },
  );
}

function correction(): Block[] {
  const options = FIELDS.map(({ variable, label }) => ({ id: variable, title: label as LocalText, value: variable }));
  const exits = Object.fromEntries(FIELDS.map(({ variable }) => [`choice:${variable}`, variable]));
  const question = {
    name: "Corrigir",
    variable: "a_corrigir",
    text: words("O que quer corrigir?", "O que você quer corrigir?"),
    buttonLabel: words("Ver campos"),
    options,
  };
  return [draw("corrigir", "ask_choice", { ...question, ...SILENCE }, { ...exits, silence: "guardado", invalid: "ajuda" })];
}

function submission(): Block[] {
  return [
    draw(
      "enviar",
      "registration",
      { name: "Enviar", form: DRIVER_FORM, fields: FIELDS.map(({ variable }) => variable), promiseHours: 48 },
      { next: "obrigado", failed: "ajuda" },
    ),
    draw(
      "obrigado",
      "say_text",
      {
        name: "Fim do registo",
        text: words(
          "Obrigado, {{var.nome_completo | first_word}}! ✅ Recebemos o seu registo. Respondemos no prazo de 48 horas.",
          "Obrigado, {{var.nome_completo | first_word}}! ✅ Recebemos o seu cadastro. Respondemos em até 48 horas.",
        ),
      },
      { next: "fim" },
    ),
    draw(
      "ajuda",
      "hand_over",
      {
        name: "Ajuda humana",
        to: "person",
        toId: null,
        sentence: words(
          "Vou passar a conversa a um colega. Um momento, por favor.",
          "Vou passar a conversa para um colega. Um momento, por favor.",
        ),
      },
      {},
    ),
    draw(
      "guardado",
      "say_text",
      {
        name: "Guardado",
        text: words(
          "Guardámos o que enviou. Escreva *registo* para recomeçar quando puder.",
          "Guardamos o que você enviou. Escreva *cadastro* para recomeçar quando puder.",
        ),
      },
      { next: "fim" },
    ),
  ];
}
