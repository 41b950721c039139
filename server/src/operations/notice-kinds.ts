import { memberNotice, noticeSubject } from "../notices/index.ts";
import { sql } from "../platform/index.ts";
import { orderVisibleTo } from "./orders/order.ts";
import { operationsRead } from "./rights.ts";

/** Somebody gave a member an order; null where no person did. */
export const GIVEN = memberNotice<{ by: string | null }>({
  kind: "operations.given",
  subject: "work_order",
  isUrgent: false,
  group: "mine",
  media: { app: true, desktop: true, sound: true, push: true, email: true },
  labels: { "pt-BR": "Ordem de serviço para mim", en: "Work order for me", es: "Orden de trabajo para mí" },
  words: {
    "pt-BR": ({ name, by }) => ({ title: `Ordem para você: ${name}`, text: by === null ? "Atribuída automaticamente" : `De ${by}` }),
    en: ({ name, by }) => ({ title: `An order for you: ${name}`, text: by === null ? "Given automatically" : `Given by ${by}` }),
    es: ({ name, by }) => ({ title: `Una orden para ti: ${name}`, text: by === null ? "Asignada automáticamente" : `De ${by}` }),
  },
});

/** People may be hurt: it breaks quiet hours, for who leads. */
export const EMERGENCY = memberNotice<{ place: string }>({
  kind: "operations.emergency",
  subject: "work_order",
  isUrgent: true,
  group: "trouble",
  media: { app: true, desktop: true, sound: true, push: true, email: true },
  labels: { "pt-BR": "Emergência relatada", en: "Emergency reported", es: "Emergencia reportada" },
  words: {
    "pt-BR": ({ name, place }) => ({ title: `EMERGÊNCIA: ${name}`, text: place === "" ? "O local ainda não é conhecido" : place }),
    en: ({ name, place }) => ({ title: `EMERGENCY: ${name}`, text: place === "" ? "The place is not known yet" : place }),
    es: ({ name, place }) => ({ title: `EMERGENCIA: ${name}`, text: place === "" ? "El lugar aún no se conoce" : place }),
  },
});

/** Orders as notices name them, only to whoever sees them now. */
export const orderNoticeSubject = noticeSubject({
  subject: "work_order",
  async read(tx, told, ids) {
    if (!told.capabilities.has(operationsRead.name)) return new Map();
    const asker = { ...told, kind: "member" as const };
    const rows = await tx.many(sql<{ id: string; name: string }>`
      select o.id, o.code || ' ' || o.title as name from work_orders o where o.id = any(${[...ids]}) and ${orderVisibleTo(asker)}`);
    return new Map(rows.map(({ id, name }) => [id, { name, path: `/work-orders/${id}` }]));
  },
});

/** The words of the morning, for who leads. */
export const BRIEFING = memberNotice<{ text: string; kind: "daily" | "weekly" }>({
  kind: "operations.briefing",
  subject: "field_work",
  isUrgent: false,
  group: "mine",
  media: { app: true, desktop: false, sound: false, push: true, email: true },
  labels: { "pt-BR": "Resumo da manhã", en: "Morning briefing", es: "Resumen de la mañana" },
  words: {
    "pt-BR": ({ text, kind }) => ({ title: kind === "daily" ? "Resumo da manhã" : "Resumo da semana", text }),
    en: ({ text, kind }) => ({ title: kind === "daily" ? "Morning briefing" : "The week", text }),
    es: ({ text, kind }) => ({ title: kind === "daily" ? "Resumen de la mañana" : "Resumen de la semana", text }),
  },
});

/** Field work as a whole: its subject is the workspace. */
export const fieldWorkSubject = noticeSubject({
  subject: "field_work",
  async read(_tx, told, ids) {
    if (!told.capabilities.has(operationsRead.name)) return new Map();
    return new Map(ids.map((id) => [id, { name: "", path: "/work-orders" }]));
  },
});

/** One machine has broken too often. */
export const INSIGHT = memberNotice<{ orders: number }>({
  kind: "operations.insight",
  subject: "asset",
  isUrgent: false,
  group: "mine",
  media: { app: true, desktop: true, sound: false, push: true, email: true },
  labels: { "pt-BR": "Equipamento que quebra demais", en: "Machine that breaks too often", es: "Equipo que falla demasiado" },
  words: {
    "pt-BR": ({ name, orders }) => ({ title: `Trocar ou revisar: ${name}`, text: `${orders} ordens em 30 dias` }),
    en: ({ name, orders }) => ({ title: `Replace or overhaul: ${name}`, text: `${orders} orders in 30 days` }),
    es: ({ name, orders }) => ({ title: `Cambiar o revisar: ${name}`, text: `${orders} órdenes en 30 días` }),
  },
});

/** Machines as notices name them. */
export const assetNoticeSubject = noticeSubject({
  subject: "asset",
  async read(tx, told, ids) {
    if (!told.capabilities.has(operationsRead.name)) return new Map();
    const rows = await tx.many(
      sql<{ id: string; name: string }>`select id, code || ' ' || name as name from assets where id = any(${[...ids]})`,
    );
    return new Map(rows.map(({ id, name }) => [id, { name, path: `/equipment/${id}` }]));
  },
});
