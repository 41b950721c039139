/**
 * The people and talks of the demo: a small air-conditioning business in Manaus. Invented; numbers cannot be dialled.
 * Long because it is a script, read from top to bottom.
 */

export const WORKSPACE = { name: "Clima Norte", language: "pt-BR", timeZone: "America/Manaus" } as const;

export const OWNER = { name: "Camila Duarte", email: "camila@climanorte.example" };

export const TEAM = [
  { key: "rafael", name: "Rafael Nogueira", email: "rafael@climanorte.example", role: "supervisor" },
  { key: "julia", name: "Júlia Prates", email: "julia@climanorte.example", role: "agent" },
  { key: "edson", name: "Edson Ribeiro", email: "edson@climanorte.example", role: "technician" },
  { key: "marta", name: "Marta Alves", email: "marta@climanorte.example", role: "manager" },
  { key: "bruna", name: "Bruna Sales", email: "bruna@climanorte.example", role: "buyer" },
] as const;

export const QUEUES = ["Suporte técnico", "Agendamentos", "Comercial", "Financeiro"] as const;

type Who = "camila" | (typeof TEAM)[number]["key"];

/** One line of a talk; `ago` in minutes before the start of the demo. */
export interface Line {
  ago: number;
  /** The contact, a member, `note:` and a member, or the agent that answers by itself. */
  by: "contact" | "lia" | Who | `note:${Who}`;
  text?: string;
  file?: "leak.jpg" | "condenser.jpg" | "plate.jpg" | "voice.ogg";
  location?: { latitude: number; longitude: number; name: string; address: string };
  card?: { name: string; phone: string };
  buttons?: string[];
  unsupported?: string;
  /** Number of lines back that this one quotes. */
  quotes?: number;
  reaction?: string;
  status?: "queued" | "sent" | "delivered" | "read" | "failed" | "unconfirmed";
  failure?: string;
  deleted?: boolean;
  edited?: string;
}

export interface Talk {
  name: string;
  /** Absent: the person hides the number and is known by a business-scoped id. */
  phone?: string;
  queue?: (typeof QUEUES)[number];
  assignee?: Who;
  state?: "open" | "waiting" | "snoozed" | "resolved";
  unread?: number;
  fromAd?: boolean;
  lines: Line[];
}

const DAY = 24 * 60;

export const TALKS: Talk[] = [
  {
    name: "Mariana Alves",
    phone: "5592981142207",
    queue: "Suporte técnico",
    assignee: "camila",
    unread: 2,
    lines: [
      { ago: 30, by: "contact", text: "Bom dia! O split da recepção voltou a pingar." },
      { ago: 28, by: "contact", file: "leak.jpg" },
      { ago: 26, by: "contact", file: "voice.ogg" },
      {
        ago: 24,
        by: "note:rafael",
        text: "@Camila EQ-0417 está na garantia até 03/2027. O Edson está a 12 min da clínica, dá para encaixar.",
      },
      {
        ago: 21,
        by: "camila",
        text: "Mariana, encaixei o Edson hoje às 11h30, antes da sua paciente. Sem custo: o aparelho está na garantia.",
        quotes: 2,
        status: "read",
        reaction: "🙏",
      },
      { ago: 4, by: "contact", text: "Perfeito!" },
      { ago: 4, by: "contact", text: "Ele pode entrar pela garagem, é só falar com o seu Jorge na portaria." },
    ],
  },
  {
    name: "Jonas Tavares",
    phone: "5592984451201",
    queue: "Suporte técnico",
    assignee: "camila",
    unread: 3,
    lines: [
      { ago: 9, by: "contact", text: "Bom dia, é da Clima Norte?" },
      { ago: 8, by: "contact", text: "Deu erro E5 no visor e parou" },
      { ago: 7, by: "contact", file: "plate.jpg" },
    ],
  },
  {
    name: "Condomínio Aquarela",
    phone: "5592991206634",
    queue: "Comercial",
    assignee: "camila",
    unread: 1,
    lines: [
      { ago: 3 * DAY + 20, by: "contact", text: "Vocês parcelam a central do bloco B?" },
      {
        ago: 3 * DAY,
        by: "camila",
        text: "Dá sim, Paulo: 4 vezes no boleto, sem juros. Mando a revisão da proposta agora.",
        status: "read",
      },
      {
        ago: 8,
        by: "contact",
        text: "O conselho aprovou os três aparelhos. Só precisamos que a instalação seja depois das 18h. Podemos marcar a vistoria?",
      },
    ],
  },
  {
    name: "Padaria Pão da Vila",
    phone: "5592984457733",
    queue: "Comercial",
    assignee: "camila",
    unread: 1,
    fromAd: true,
    lines: [
      { ago: 45, by: "contact", text: "Vi o anúncio da limpeza de split. Ainda tem vaga essa semana?" },
      {
        ago: 40,
        by: "camila",
        text: "Temos sim! Quinta às 8h ou sexta às 14h. Qual fica melhor?",
        buttons: ["Quinta, 8h", "Sexta, 14h"],
        status: "read",
      },
      { ago: 15, by: "contact", text: "Boa! E quanto fica a limpeza dos dois?" },
    ],
  },
  {
    name: "Dra. Helena Prado",
    phone: "5592981190045",
    queue: "Agendamentos",
    assignee: "camila",
    lines: [
      { ago: 40, by: "contact", text: "Consegue confirmar a visita de quinta?" },
      { ago: 24, by: "camila", text: "Confirmei a visita para quinta, às 8h. O técnico é o Edson.", status: "delivered" },
    ],
  },
  {
    name: "Sérgio Bastos",
    phone: "5592988104412",
    queue: "Suporte técnico",
    assignee: "camila",
    lines: [
      { ago: 50, by: "camila", text: "Sérgio, manda uma foto da condensadora, por favor?", status: "read" },
      { ago: 36, by: "contact", file: "condenser.jpg", text: "Placa da condensadora" },
    ],
  },
  {
    name: "Hotel Rio Mar",
    phone: "5592933330102",
    queue: "Financeiro",
    assignee: "camila",
    lines: [
      { ago: 60, by: "camila", text: "Posso emitir a nota da OS-2833 com o CNPJ da matriz?", status: "read" },
      { ago: 49, by: "contact", text: "Perfeito, pode emitir a nota então." },
    ],
  },
  {
    name: "Duda Martins",
    queue: "Comercial",
    lines: [{ ago: 57, by: "contact", text: "Oi! Prefiro não mostrar meu número. Vocês fazem instalação em apartamento alugado?" }],
    unread: 1,
  },
  {
    name: "Luciana Freire",
    phone: "5592981230098",
    queue: "Agendamentos",
    assignee: "camila",
    lines: [
      { ago: 90, by: "camila", text: "Remarquei para terça, 10h. Até lá!", status: "read" },
      { ago: 76, by: "contact", text: "Obrigada pelo atendimento" },
    ],
  },
  {
    name: "Academia Pulso",
    phone: "5592984401188",
    queue: "Suporte técnico",
    assignee: "camila",
    lines: [{ ago: DAY - 200, by: "contact", text: "A gente fecha às 22h, pode vir depois disso?" }],
    unread: 1,
  },
  {
    name: "Otávio Lins",
    phone: "5592981556677",
    queue: "Suporte técnico",
    assignee: "camila",
    lines: [
      { ago: DAY - 60, by: "contact", text: "Sobre a garantia do compressor: o laudo serve assim?" },
      { ago: DAY - 90, by: "camila", text: "Serve sim, Otávio. Encaminhei ao fabricante.", status: "sent" },
    ],
  },
  {
    name: "Supermercado Bom Preço",
    phone: "5592984019922",
    queue: "Suporte técnico",
    lines: [
      { ago: 33, by: "contact", text: "A câmara fria passou de 8 graus, é urgente" },
      {
        ago: 32,
        by: "contact",
        location: { latitude: -3.0867, longitude: -60.0241, name: "Supermercado Bom Preço", address: "Av. Djalma Batista, 1.180, Manaus" },
      },
    ],
    unread: 2,
  },
  {
    name: "Tatiane Rocha",
    phone: "5592981770034",
    queue: "Agendamentos",
    lines: [{ ago: 65, by: "contact", text: "Tem horário no sábado de manhã?" }],
    unread: 1,
  },
  {
    name: "Escola Pequeno Mundo",
    phone: "5592984883311",
    queue: "Comercial",
    lines: [
      { ago: 110, by: "contact", text: "Precisamos de orçamento para 14 salas" },
      { ago: 109, by: "contact", card: { name: "Jorge, portaria", phone: "+55 92 98870-4415" } },
    ],
    unread: 2,
  },
  {
    name: "Bruno Lima",
    phone: "5592981334455",
    queue: "Financeiro",
    lines: [{ ago: 130, by: "contact", text: "Podem mandar a segunda via do boleto?" }],
    unread: 1,
  },
  {
    name: "Clínica Sorriso Vivo",
    phone: "5592933310400",
    queue: "Suporte técnico",
    assignee: "rafael",
    lines: [
      { ago: 180, by: "contact", text: "O ar da sala 2 está fazendo barulho" },
      { ago: 170, by: "rafael", text: "Anotado, doutora. O Edson passa aí às 16h.", status: "delivered" },
    ],
  },
  {
    name: "Restaurante Tambaqui",
    phone: "5592984220099",
    queue: "Suporte técnico",
    assignee: "julia",
    lines: [
      { ago: 200, by: "contact", text: "Já trocaram a placa?" },
      { ago: 195, by: "julia", text: "A peça chega amanhã cedo.", status: "failed", failure: "131026" },
    ],
  },
  {
    name: "Paulo Menezes",
    phone: "5592991206600",
    queue: "Comercial",
    assignee: "julia",
    lines: [
      { ago: 220, by: "contact", text: "Mensagem errada, desculpa", deleted: true },
      { ago: 219, by: "contact", text: "A vistoria pode ser às 18h30?", edited: "A vistoria pode ser às 18h?" },
    ],
  },
  {
    name: "Farmácia São José",
    phone: "5592984112266",
    queue: "Agendamentos",
    assignee: "camila",
    state: "waiting",
    lines: [
      { ago: 300, by: "contact", text: "Vou ver com o gerente e te falo" },
      { ago: 298, by: "camila", text: "Combinado, fico no aguardo.", status: "read" },
    ],
  },
  {
    name: "Igreja da Paz",
    phone: "5592981445566",
    queue: "Comercial",
    assignee: "camila",
    state: "waiting",
    lines: [
      { ago: 420, by: "contact", text: "O tesoureiro decide amanhã" },
      { ago: 410, by: "camila", text: "Sem problema. Deixei o valor reservado até sexta.", status: "delivered" },
    ],
  },
  {
    name: "Posto Rodoviário",
    phone: "5592984778811",
    queue: "Suporte técnico",
    assignee: "camila",
    state: "waiting",
    lines: [
      { ago: 500, by: "camila", text: "Conseguiu desligar o disjuntor?", status: "read" },
      { ago: 505, by: "contact", text: "Está desarmando toda hora" },
    ],
  },
  {
    name: "Ateliê Borboleta",
    phone: "5592981998877",
    queue: "Agendamentos",
    assignee: "camila",
    state: "snoozed",
    lines: [{ ago: 700, by: "contact", text: "Me chama na segunda, por favor" }],
  },
  {
    name: "Construtora Solimões",
    phone: "5592984664422",
    queue: "Comercial",
    assignee: "camila",
    state: "snoozed",
    lines: [
      { ago: 900, by: "contact", text: "A obra começa em dezembro" },
      { ago: 890, by: "camila", text: "Volto a falar com você no dia 1º.", status: "read" },
    ],
  },
  {
    name: "Lara Nascimento",
    phone: "5592981221100",
    queue: "Suporte técnico",
    assignee: "camila",
    state: "resolved",
    lines: [
      { ago: DAY, by: "contact", text: "Funcionou, muito obrigada!" },
      { ago: DAY - 5, by: "camila", text: "Que bom, Lara! Qualquer coisa é só chamar.", status: "read", reaction: "❤️" },
    ],
  },
  {
    name: "Oficina do Beto",
    phone: "5592984339900",
    queue: "Financeiro",
    assignee: "camila",
    state: "resolved",
    lines: [
      { ago: DAY + 200, by: "contact", text: "Paguei agora o boleto" },
      { ago: DAY + 190, by: "camila", text: "Recebido, obrigada!", status: "read" },
    ],
  },
  {
    name: "Hostel Encontro",
    phone: "5592981667788",
    queue: "Agendamentos",
    assignee: "julia",
    state: "resolved",
    lines: [{ ago: 2 * DAY, by: "contact", text: "Limpeza dos 6 quartos concluída" }],
  },
  {
    name: "Gráfica Amazônia",
    phone: "5592984551122",
    queue: "Suporte técnico",
    assignee: "camila",
    state: "resolved",
    lines: [{ ago: 2 * DAY + 60, by: "contact", text: "O técnico foi ótimo" }],
  },
  {
    name: "Vanessa Couto",
    phone: "5592981889900",
    queue: "Comercial",
    lines: [{ ago: 240, by: "contact", unsupported: "poll_creation" }],
    unread: 1,
  },
  {
    name: "Loja Encanto",
    phone: "5592984990011",
    queue: "Comercial",
    assignee: "camila",
    lines: [
      { ago: 2 * DAY + 30, by: "contact", text: "Quanto custa a manutenção mensal?" },
      { ago: 2 * DAY, by: "camila", text: "Para os 3 aparelhos fica R$ 540 por mês, com peças de desgaste.", status: "delivered" },
    ],
  },
  {
    name: "Colégio Uatumã",
    phone: "5592981002233",
    queue: "Agendamentos",
    assignee: "camila",
    lines: [
      { ago: 350, by: "camila", text: "Chegamos às 7h, antes das aulas.", status: "unconfirmed" },
      { ago: 360, by: "contact", text: "Podem vir antes das 8h?" },
    ],
  },
  {
    name: "Patrícia Nunes",
    phone: "5592981166042",
    state: "resolved",
    lines: [
      { ago: 7 * DAY + 34, by: "contact", text: "Boa noite! Quanto é a limpeza de um split de 12 mil?" },
      {
        ago: 7 * DAY + 33,
        by: "lia",
        text: "Sou Lia, o atendimento automático: procuro a resposta nos textos da equipe, sem inventar. Para falar com uma pessoa, é só pedir.\n\nA limpeza completa de um split custa R$ 180 até 12.000 BTUs, R$ 220 de 18.000 a 24.000 BTUs e R$ 280 de 30.000 a 36.000 BTUs. Com dois ou mais aparelhos no mesmo endereço, cada um sai por R$ 20 a menos.\n\nFonte: Preços de limpeza › Limpeza de split",
        status: "read",
      },
      { ago: 7 * DAY + 30, by: "contact", text: "Perfeito, obrigada!" },
    ],
  },
];

/** Approved templates that the simulated account has from the start. */
export const TEMPLATES = [
  {
    name: "retomar_conversa",
    category: "UTILITY",
    text: "Olá, {{1}}. Podemos continuar sobre {{2}}?",
    example: ["Ana", "a limpeza"],
    buttons: ["Sim", "Agora não"],
  },
  {
    name: "confirmar_vistoria",
    category: "UTILITY",
    text: "Olá, {{1}}. Confirmando a vistoria em {{2}} no endereço {{3}}. Podemos manter?",
    example: ["Ana", "19/11, 18h30", "Bloco B"],
    buttons: ["Sim, confirmar", "Remarcar"],
  },
  {
    name: "proposta_aprovada",
    category: "UTILITY",
    text: "Recebemos a aprovação da proposta {{1}}. O próximo passo é agendar a instalação.",
    example: ["0388"],
    buttons: [],
  },
  {
    name: "pesquisa_pos_visita",
    category: "MARKETING",
    text: "Como foi a visita de {{1}}? Sua opinião leva um minuto.",
    example: ["quinta"],
    buttons: ["Ótima", "Pode melhorar"],
  },
  {
    name: "preventiva_chuvas",
    category: "MARKETING",
    text: "Oi, {{1}}! As chuvas começam em dezembro e o dreno costuma entupir. Quer marcar a preventiva?",
    example: ["Rita"],
    buttons: ["Quero marcar", "Agora não"],
  },
  {
    name: "split_aguenta_chuvas",
    category: "MARKETING",
    text: "Seu split aguenta as chuvas de dezembro, {{1}}? Fazemos a preventiva ainda este mês.",
    example: ["Rita"],
    buttons: ["Quero marcar", "Agora não"],
  },
  { name: "lembrete_visita", category: "UTILITY", text: "Lembrete: nossa visita é amanhã às {{1}}.", example: ["8h"], buttons: [] },
  {
    name: "segunda_via_boleto",
    category: "UTILITY",
    text: "Segue a segunda via do boleto de {{1}}, no valor de {{2}}.",
    example: ["novembro", "R$ 186,00"],
    buttons: [],
  },
] as const;
