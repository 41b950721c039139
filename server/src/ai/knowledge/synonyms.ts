import { type Ctx, newId, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { stemsOf } from "./stems.ts";

/** Words that service businesses and their customers use for the same thing. A workspace adds its own. */
const COMMON: readonly (readonly string[])[] = [
  ["preço", "valor", "custa", "custo", "quanto", "cobram", "tarifa", "precio", "cuesta", "price", "cost"],
  ["pagamento", "pagar", "pago", "paga", "pagam", "payment", "pay"],
  ["parcelar", "parcela", "parcelado", "parcelamento", "dividir", "divide", "vezes", "prestação"],
  ["horário", "hora", "horas", "expediente", "abre", "abrem", "aberto", "fecha", "fecham", "funcionam", "funcionamento", "open", "hours"],
  ["garantia", "warranty", "garantía"],
  ["limpeza", "limpar", "limpam", "limpo", "higienização", "higienizar", "lavagem", "lavar", "lavam", "cleaning", "limpieza"],
  ["instalação", "instalar", "instalam", "instala", "installation", "montar", "colocar"],
  ["conserto", "consertar", "consertam", "reparo", "reparar", "arrumar", "arrumam", "arruma", "manutenção", "repair"],
  ["visita", "agendamento", "agendar", "agenda", "marcar", "marco", "marca", "marcam", "visit", "schedule", "cita"],
  ["cancelar", "cancelo", "cancelamento", "desmarcar", "desmarco", "cancel"],
  ["remarcar", "remarco", "adiar", "mudar", "trocar", "reagendar", "mudo", "adio", "antecipar"],
  ["bairro", "região", "cidade", "área", "atendem", "atende", "cobertura", "zona", "area"],
  ["vazando", "vazamento", "vaza", "pingando", "pinga", "goteira", "gotejando", "goteja", "molhando"],
  ["urgente", "urgência", "emergência", "emergencial", "plantão", "socorro"],
  ["barulho", "ruído", "ronco", "zumbido", "chiado", "noise"],
  ["desconto", "promoção", "abatimento", "oferta", "discount"],
  ["nota", "fiscal", "nf", "nfe", "recibo", "invoice"],
  ["boleto", "fatura"],
  ["aparelho", "equipamento", "máquina", "split", "ar", "condicionado", "condicionador"],
  ["cheiro", "odor", "fedor", "fedendo", "mofo"],
  ["técnico", "instalador", "profissional", "equipe"],
  ["entrega", "entregar", "prazo", "demora", "tempo", "leva"],
  ["contrato", "plano", "mensal", "anual", "contract"],
  ["comprar", "compra", "vender", "vende", "vendem", "venda", "sell", "buy"],
  ["telefone", "whatsapp", "contato", "número", "ligar", "phone"],
  ["endereço", "onde", "local", "localização", "fica", "ficam", "loja", "address", "where"],
  ["gela", "gelando", "esfria", "esfriando", "refrigera", "frio"],
];

export interface SynonymGroup {
  id: string;
  words: string[];
}

/** The workspace's own groups. */
export const readSynonyms = (tx: Tx): Promise<SynonymGroup[]> =>
  tx.many(sql<SynonymGroup>`select id, words from knowledge_synonyms order by id limit 500`);

/** Replaces the workspace's groups as a whole. */
export function replaceSynonyms(ctx: Ctx, groups: string[][]): Promise<SynonymGroup[]> {
  return ctx.transaction(async (tx) => {
    await tx.run(sql`delete from knowledge_synonyms`);
    for (const words of groups)
      await tx.run(sql`insert into knowledge_synonyms (workspace_id, id, words) values (${ctx.workspaceId}, ${newId()}, ${words})`);
    const detail = { groups: groups.length };
    await recordAudit(tx, ctx, { action: "knowledge_synonyms.changed", subjectKind: "workspace", subjectId: ctx.workspaceId, detail });
    return readSynonyms(tx);
  });
}

/** Which stems mean the same as a stem; itself is not among them. Pure. */
export function meaningsOf(own: readonly SynonymGroup[]): (stem: string) => ReadonlySet<string> {
  const known = new Map(COMMON_STEMS);
  for (const group of stemmed(own.map(({ words }) => words))) addGroup(known, group);
  return (stem) => known.get(stem) ?? NONE;
}

const NONE: ReadonlySet<string> = new Set();

const stemmed = (groups: readonly (readonly string[])[]): string[][] => groups.map((words) => words.flatMap(stemsOf));

function addGroup(known: Map<string, ReadonlySet<string>>, group: readonly string[]): void {
  for (const stem of group) known.set(stem, new Set([...(known.get(stem) ?? []), ...group.filter((one) => one !== stem)]));
}

const COMMON_STEMS = new Map<string, ReadonlySet<string>>();
for (const group of stemmed(COMMON)) addGroup(COMMON_STEMS, group);
