/** As the server tells it; pictures need only some of its fields. */
type Told = Record<string, any>;

const FAR_AGO_MS = 3 * 24 * 3_600_000;

/**
 * A thread in which each kind of message stands once, made of real messages of the demo.
 * @param told messages of a conversation of the demo, newest first, with an image and a voice message among them.
 * @param now the pictures' time
 */
export function everyKind(told: Told[], now: string): Told[] {
  const sample = told.find(({ kind }) => kind === "text") as Told;
  const own = told.find(({ direction, isNote }) => direction === "out" && !isNote) as Told;
  const image = told.find(({ kind }) => kind === "image")?.["attachments"][0];
  const voice = told.find(({ kind }) => kind === "voice")?.["attachments"][0];
  let count = 0;
  const make = (from: Told, fields: Told): Told => {
    count += 1;
    const occurredAt = new Date(Date.parse(now) - FAR_AGO_MS + count * 300_000).toISOString();
    return { ...from, id: `picture-${count}`, replyTo: null, reactions: [], occurredAt, ...fields };
  };
  const theirs = (fields: Told) => make(sample, fields);
  const ours = (fields: Told) => make(own, { attachments: [], ...fields });
  const file = (fields: Told) => ({ ...image, kind: "document", fileName: "laudo-tecnico-da-central.pdf", hasThumbnail: false, ...fields });
  return [...incoming(theirs, image, file), ...outgoing(ours, image, voice), ...beside(theirs, ours)].toReversed();
}

type Make = (fields: Told) => Told;

function incoming(theirs: Make, image: Told, file: Make): Told[] {
  return [
    theirs({ text: "Bom dia! Segue o endereço https://example.com/pedido e a foto.", reactions: [{ reactor: "business", emoji: "👍" }] }),
    theirs({ text: "Encaminhada de outro grupo", content: { forwarded: true } }),
    theirs({ text: "Esta foi corrigida", editedAt: "2026-11-16T16:00:00Z" }),
    theirs({ text: null, deletedAt: "2026-11-16T16:00:00Z" }),
    theirs({ kind: "image", text: null, attachments: [image] }),
    theirs({ kind: "image", text: "A placa, com legenda", attachments: [image] }),
    theirs({ kind: "sticker", text: null, attachments: [{ ...image, kind: "sticker" }] }),
    theirs({ kind: "document", text: null, attachments: [file({ pages: 2, mediaType: "application/pdf" })] }),
    theirs({ kind: "document", text: "E a planilha", attachments: [file({ fileName: "custos.xlsx" })] }),
    theirs({ kind: "image", text: null, attachments: [file({ kind: "image", state: "pending" })] }),
    theirs({ kind: "document", text: null, attachments: [file({ state: "pending" })] }),
    theirs({ kind: "document", text: null, attachments: [file({ state: "failed", failureCode: "too_large" })] }),
    theirs({ kind: "document", text: null, attachments: [file({ state: "tiered" })] }),
    theirs({
      kind: "location",
      text: null,
      content: { latitude: -3.0867, longitude: -60.0241, name: "Supermercado", address: "Av. Djalma Batista, 1.180" },
    }),
    theirs({
      kind: "contacts",
      text: null,
      content: {
        contacts: [{ name: "Jorge, portaria", phones: [{ phone: "+55 92 98870-4415" }], emails: [{ email: "jorge@example.com" }] }],
      },
    }),
    theirs({ kind: "order", text: null, content: { items: [{ productId: "SPLIT-12", quantity: 2, price: 186, currency: "BRL" }] } }),
    theirs({ kind: "form_reply", text: null, content: { fields: { nome: "Mariana", andar: "3" } } }),
    theirs({ kind: "unsupported", text: null, content: { label: "enquete" } }),
  ];
}

function outgoing(ours: Make, image: Told, voice: Told): Told[] {
  const member = { kind: "member", id: "somebody-else", name: "Rafael Nogueira" };
  const statuses = ["queued", "sent", "delivered", "read"].map((status) => ours({ text: `Uma resposta: ${status}`, status }));
  return [
    ...statuses,
    ours({ text: "Não saiu", status: "failed", failure: { code: "131026" } }),
    ours({ text: "Passou da janela", status: "failed", failure: { code: "window_closed" } }),
    ours({ text: "Ninguém sabe", status: "unconfirmed" }),
    ours({ text: "Escrita por um colega", author: member, reactions: [{ reactor: "contact", emoji: "🙏" }] }),
    ours({ text: "Do agente de IA", author: { kind: "ai", id: null, name: "Ari" } }),
    ours({ text: "Do fluxo", author: { kind: "flow", id: null, name: "Boas-vindas" } }),
    ours({ text: "Do celular da empresa", author: { kind: "echo", id: null, name: null } }),
    ours({ kind: "image", text: null, attachments: [image], author: member }),
    ours({ kind: "voice", text: null, attachments: [voice] }),
    ours({ text: "Qual horário?", kind: "buttons", content: { buttons: [{ title: "Quinta, 8h" }, { title: "Sexta, 14h" }] } }),
    ours({ text: "Saiu por SMS", content: { fallback: { from: { kind: "whatsapp_cloud" } } } }),
    ours({
      text: "Com citação",
      replyTo: { id: "picture-1", author: { kind: "contact" }, kind: "text", text: "Bom dia! Segue o endereço" },
    }),
    ours({ text: "Citação perdida", replyTo: { id: null, author: null, kind: null, text: null } }),
  ];
}

function beside(theirs: Make, ours: Make): Told[] {
  const subject = "Proposta revisada da central do bloco B";
  const mail = { subject, to: ["camila@climanorte.example"], verified: false, automatic: true, hasOriginal: true, joinedBy: "Paulo" };
  const channel = { id: "mail", kind: "email" };
  return [
    ours({ kind: "event", text: null, content: { event: "assigned", assigneeName: "Júlia Prates" } }),
    ours({ kind: "handover", text: "vazamento na garantia", content: { heldBy: null } }),
    ours({ isNote: true, text: "@Camila EQ-0417 está na garantia até 03/2027.", kind: "text" }),
    theirs({ kind: "email", text: "Bom dia,\n\nsegue a proposta revisada.\n\nPaulo", content: { mail }, channel }),
    ours({
      kind: "email",
      text: "Recebida, obrigada.",
      content: { mail: { subject: `Re: ${subject}`, to: ["paulo@example.com"] } },
      channel,
    }),
  ];
}
