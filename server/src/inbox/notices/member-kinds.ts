import { memberNotice } from "../../notices/index.ts";

/** Who did it; null where no person did. */
interface ByWhom {
  by: string | null;
}

const about = { subject: "conversation", group: "mine", isUrgent: false } as const;
const quietly = { app: true, desktop: true, sound: false, push: true, email: false };

export const ASSIGNED = memberNotice<ByWhom>({
  ...about,
  kind: "inbox.assigned",
  media: { ...quietly, sound: true, email: true },
  labels: { "pt-BR": "Conversa atribuída a mim", en: "Conversation assigned to me", es: "Conversación asignada a mí" },
  words: {
    "pt-BR": ({ name, by }) => ({
      title: `${name} está com você`,
      text: by === null ? "Atribuída automaticamente" : `${by} atribuiu a você`,
    }),
    en: ({ name, by }) => ({ title: `${name} is yours`, text: by === null ? "Assigned automatically" : `${by} assigned it to you` }),
    es: ({ name, by }) => ({ title: `${name} está contigo`, text: by === null ? "Asignada automáticamente" : `${by} te la asignó` }),
  },
});

export const TRANSFERRED = memberNotice<ByWhom & { from: string | null }>({
  ...about,
  kind: "inbox.transferred",
  media: { ...quietly, sound: true, email: true },
  labels: { "pt-BR": "Conversa transferida para mim", en: "Conversation transferred to me", es: "Conversación transferida a mí" },
  words: {
    "pt-BR": ({ name, by, from }) => ({
      title: by === null ? `${name} passou para você` : `${by} passou ${name} para você`,
      text: from === null ? "" : `Estava com ${from}`,
    }),
    en: ({ name, by, from }) => ({
      title: by === null ? `${name} went to you` : `${by} passed ${name} to you`,
      text: from === null ? "" : `Was with ${from}`,
    }),
    es: ({ name, by, from }) => ({
      title: by === null ? `${name} pasó a ti` : `${by} te pasó ${name}`,
      text: from === null ? "" : `Estaba con ${from}`,
    }),
  },
});

export const RELEASED = memberNotice<{ by: string; to: string | null }>({
  ...about,
  kind: "inbox.released",
  media: { ...quietly, push: false },
  labels: {
    "pt-BR": "Conversa que deixou de ser minha",
    en: "Conversation that is no longer mine",
    es: "Conversación que dejó de ser mía",
  },
  words: {
    "pt-BR": ({ name, by, to }) => ({
      title: `${name} não está mais com você`,
      text: `${by} ${to === null ? "devolveu para a fila" : `passou para ${to}`}`,
    }),
    en: ({ name, by, to }) => ({
      title: `${name} is no longer yours`,
      text: `${by} ${to === null ? "gave it back to the queue" : `passed it to ${to}`}`,
    }),
    es: ({ name, by, to }) => ({
      title: `${name} ya no está contigo`,
      text: `${by} ${to === null ? "la devolvió a la cola" : `la pasó a ${to}`}`,
    }),
  },
});

export const MENTIONED = memberNotice<ByWhom>({
  ...about,
  kind: "inbox.mentioned",
  media: { ...quietly, sound: true, email: true },
  labels: { "pt-BR": "Menção a mim em nota", en: "Mention of me in a note", es: "Mención a mí en una nota" },
  words: {
    "pt-BR": ({ name, by, count }) => ({
      title: `${by ?? "Alguém"} mencionou você`,
      text: `Conversa com ${name}${count > 1 ? `, ${count} notas` : ""}`,
    }),
    en: ({ name, by, count }) => ({
      title: `${by ?? "Somebody"} mentioned you`,
      text: `Conversation with ${name}${count > 1 ? `, ${count} notes` : ""}`,
    }),
    es: ({ name, by, count }) => ({
      title: `${by ?? "Alguien"} te mencionó`,
      text: `Conversación con ${name}${count > 1 ? `, ${count} notas` : ""}`,
    }),
  },
});

export const LOOP_STOPPED = memberNotice<{ because: "too_many_replies" | "same_text" }>({
  ...about,
  kind: "inbox.loop_stopped",
  media: { ...quietly, email: true },
  labels: {
    "pt-BR": "Respostas automáticas em círculos",
    en: "Automatic replies in circles",
    es: "Respuestas automáticas en círculos",
  },
  words: {
    "pt-BR": ({ name, because }) => ({
      title: `As respostas automáticas a ${name} pararam`,
      text: because === "same_text" ? "O outro lado repetia o mesmo texto: parece outra máquina" : "Eram muitas sem ninguém da equipe",
    }),
    en: ({ name, because }) => ({
      title: `Automatic replies to ${name} stopped`,
      text:
        because === "same_text"
          ? "The other side repeated one text: it seems to be a machine too"
          : "There were many without anybody of the team",
    }),
    es: ({ name, because }) => ({
      title: `Las respuestas automáticas a ${name} se detuvieron`,
      text: because === "same_text" ? "El otro lado repetía el mismo texto: parece otra máquina" : "Eran muchas sin nadie del equipo",
    }),
  },
});
