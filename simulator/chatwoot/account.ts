/** A record as Chatwoot's API shows it; what it holds beyond its id is given by whoever seeds it. */
export type Shown = Record<string, unknown> & { id: number };

/** What one account of Chatwoot holds. */
export interface Account {
  /** The token of an administrator. */
  key: string;
  inboxes: Shown[];
  agents: Shown[];
  labels: Shown[];
  canned: Shown[];
  contacts: Shown[];
  /** Each with its messages, the oldest first. */
  conversations: (Shown & { status: string; created_at: number; messages: Shown[] })[];
}

const BEGAN = 1_789_000_000;
const HOUR = 3_600;
const INBOX = { id: 5, name: "WhatsApp da loja", channel_type: "Channel::Whatsapp" };
const AGENTS = [
  { id: 3, name: "Camila Duarte", email: "camila@friocerto.example", role: "administrator" },
  { id: 4, name: "Otávio Prado", email: "otavio@antiga.example", role: "agent" },
];
const TALKS: { name: string; phone: string; label: string; lines: string[]; file?: boolean }[] = [
  {
    name: "Regina Coelho",
    phone: "+5511955550101",
    label: "orçamento",
    lines: ["Bom dia, quanto fica a limpeza de dois splits?", "Bom dia, Regina! R$ 360 os dois.", "Fechado, pode ser quinta?"],
  },
  {
    name: "Sílvio Matos",
    phone: "+5511955550102",
    label: "garantia",
    file: true,
    lines: ["O aparelho voltou a pingar, segue a foto.", "Obrigado, Sílvio. O técnico passa amanhã às 9h."],
  },
  {
    name: "Padaria Trigo Bom",
    phone: "+5511955550103",
    label: "contrato",
    lines: ["Vence este mês a nossa manutenção?", "Vence dia 28. Renovamos nas mesmas condições?", "Sim, por favor."],
  },
  {
    name: "Júlia Teles",
    phone: "+5511955550104",
    label: "orçamento",
    lines: ["Vocês instalam em apartamento sem varanda?", "Instalamos, com suporte de fachada."],
  },
];

/** The account that the demonstration moves in from. */
export function demoAccount(baseUrl: string): Account {
  const contacts = TALKS.map(({ name, phone }, index) => contactOf(11 + index, name, phone));
  const conversations = TALKS.map(({ label, lines, file }, index) => {
    const sender = contacts[index] as Shown;
    const began = BEGAN + index * 26 * HOUR;
    const messages = lines.map((content, line): Shown => {
      const isIn = line % 2 === 0;
      const photo = {
        id: 900 + index,
        file_type: "image",
        data_url: `${baseUrl}/chatwoot/rails/active_storage/blobs/redirect/pingando.png`,
        file_size: 70,
      };
      return {
        id: 4_500 + index * 10 + line,
        content,
        message_type: isIn ? 0 : 1,
        content_type: "text",
        content_attributes: {},
        status: isIn ? "sent" : "read",
        private: false,
        source_id: null,
        created_at: began + line * 600,
        sender: isIn
          ? { id: sender.id, name: sender["name"], type: "contact" }
          : { id: AGENTS[index % 2]?.id, name: AGENTS[index % 2]?.name, type: "user" },
        attachments: isIn && line === 0 && file === true ? [photo] : [],
      };
    });
    const status = index === 3 ? "open" : "resolved";
    return {
      id: 670 + index,
      inbox_id: INBOX.id,
      status,
      labels: [label],
      created_at: began,
      last_activity_at: began + lines.length * 600,
      meta: { sender, assignee: AGENTS[0] },
      additional_attributes: {},
      messages,
    };
  });
  const labels = ["orçamento", "garantia", "contrato"].map((title, index) => ({ id: index + 1, title, color: "#1f93ff" }));
  const canned = [{ id: 1, short_code: "prazo", content: "Olá {{contact.name}}, o prazo é de dois dias úteis." }];
  return { key: "chatwoot-demo", inboxes: [INBOX], agents: AGENTS, labels, canned, contacts, conversations };
}

const contactOf = (id: number, name: string, phone: string): Shown => ({
  id,
  name,
  email: null,
  phone_number: phone,
  identifier: null,
  additional_attributes: {},
  custom_attributes: {},
  blocked: false,
  contact_inboxes: [{ source_id: phone.slice(1), inbox: INBOX }],
  created_at: BEGAN,
});
