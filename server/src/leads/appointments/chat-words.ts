import type { Tx } from "../../platform/index.ts";
import { type Language, readWorkspace } from "../../team/index.ts";
import type { Appointment } from "./appointment.ts";

interface Words {
  choose: string;
  offer(service: string): string;
  more: string;
  none(service: string): string;
  taken: string;
  booked(service: string, when: string, member: string): string;
  moved(service: string, when: string, member: string): string;
  reminder(service: string, when: string, member: string): string;
  confirmed(when: string): string;
  cancelled(service: string, when: string): string;
  over: string;
  used: string;
  buttons: { confirm: string; move: string; cancel: string };
}

const WORDS: Readonly<Record<Language, Words>> = {
  "pt-BR": {
    choose: "Ver horários",
    offer: (service) => `Estes são os próximos horários livres para ${service}. Qual fica melhor?`,
    more: "Outros horários",
    none: (service) => `Não há horário livre para ${service} nos próximos dias. Vamos falar com você para combinar.`,
    taken: "Esse horário acabou de ser ocupado. Escolha outro:",
    booked: (service, when, member) => `Marcado: ${service}, ${when}, com ${member}.`,
    moved: (service, when, member) => `Remarcado: ${service}, ${when}, com ${member}.`,
    reminder: (service, when, member) => `Lembrete: ${service}, ${when}, com ${member}. Você vem?`,
    confirmed: (when) => `Confirmado. Até ${when}!`,
    cancelled: (service, when) => `Cancelado: ${service}, ${when}.`,
    over: "Esse compromisso já foi cancelado ou já passou.",
    used: "Essa resposta já foi registrada.",
    buttons: { confirm: "Confirmar", move: "Remarcar", cancel: "Cancelar" },
  },
  en: {
    choose: "See times",
    offer: (service) => `These are the next free times for ${service}. Which one suits you?`,
    more: "Other times",
    none: (service) => `There is no free time for ${service} in the next days. We will write to you to arrange it.`,
    taken: "That time was just taken. Choose another one:",
    booked: (service, when, member) => `Booked: ${service}, ${when}, with ${member}.`,
    moved: (service, when, member) => `Moved: ${service}, ${when}, with ${member}.`,
    reminder: (service, when, member) => `Reminder: ${service}, ${when}, with ${member}. Will you be there?`,
    confirmed: (when) => `Confirmed. See you ${when}!`,
    cancelled: (service, when) => `Cancelled: ${service}, ${when}.`,
    over: "That appointment was cancelled, or is over.",
    used: "That answer was noted already.",
    buttons: { confirm: "Confirm", move: "Move", cancel: "Cancel" },
  },
  es: {
    choose: "Ver horarios",
    offer: (service) => `Estos son los próximos horarios libres para ${service}. ¿Cuál te queda mejor?`,
    more: "Otros horarios",
    none: (service) => `No hay horario libre para ${service} en los próximos días. Te escribiremos para acordarlo.`,
    taken: "Ese horario se acaba de ocupar. Elige otro:",
    booked: (service, when, member) => `Reservado: ${service}, ${when}, con ${member}.`,
    moved: (service, when, member) => `Cambiado: ${service}, ${when}, con ${member}.`,
    reminder: (service, when, member) => `Recordatorio: ${service}, ${when}, con ${member}. ¿Vienes?`,
    confirmed: (when) => `Confirmado. ¡Hasta ${when}!`,
    cancelled: (service, when) => `Cancelado: ${service}, ${when}.`,
    over: "Esa cita ya fue cancelada o ya pasó.",
    used: "Esa respuesta ya fue registrada.",
    buttons: { confirm: "Confirmar", move: "Cambiar", cancel: "Cancelar" },
  },
};

/** The words of the workspace, and its clock. */
export async function readChatWords(tx: Tx): Promise<{ words: Words; language: Language; timeZone: string }> {
  const { language, timeZone } = await readWorkspace(tx);
  return { words: WORDS[language], language, timeZone };
}

const text = (at: Date, language: Language, timeZone: string, how: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language, { ...how, timeZone }).format(at);

/** "terça-feira, 1 de dezembro, 14:00", as the wall shows it where it was agreed. */
export const whenOf = ({ startsAt, timeZone }: Pick<Appointment, "startsAt" | "timeZone">, language: Language): string =>
  `${dayOf({ startsAt, timeZone }, language)}, ${hourOf({ startsAt, timeZone }, language)}`;

export const dayOf = ({ startsAt, timeZone }: Pick<Appointment, "startsAt" | "timeZone">, language: Language): string =>
  text(startsAt, language, timeZone, { weekday: "long", day: "numeric", month: "long" });

export const hourOf = ({ startsAt, timeZone }: Pick<Appointment, "startsAt" | "timeZone">, language: Language): string =>
  text(startsAt, language, timeZone, { hour: "2-digit", minute: "2-digit" });

/** "ter., 01/12, 14:00": at most 24 characters fit into a row. */
export const shortWhen = (startsAt: Date, language: Language, timeZone: string): string =>
  text(startsAt, language, timeZone, { weekday: "short", day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit" }).slice(
    0,
    24,
  );
