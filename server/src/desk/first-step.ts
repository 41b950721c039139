import { sql } from "../platform/index.ts";
import { firstStep } from "../team/index.ts";
import { deskManage } from "./rights.ts";

export const hoursStep = firstStep({
  id: "hours",
  place: 40,
  title: { "pt-BR": "Marcar horários e prazos", en: "Set hours and deadlines", es: "Marcar horarios y plazos" },
  text: {
    "pt-BR": "Uma fila com o horário de atendimento: fora dele ninguém é cobrado, e quem escreve sabe quando há gente.",
    en: "A queue with its hours: outside of them nobody is late, and whoever writes knows when people are back.",
    es: "Una cola con su horario: fuera de él nadie llega tarde, y quien escribe sabe cuándo hay gente.",
  },
  act: { "pt-BR": "Abrir filas", en: "Open queues", es: "Abrir colas" },
  address: "/settings/queues",
  right: deskManage,
  async isDone(tx) {
    return (await tx.maybeOne(sql`select 1 from queue_settings where calendar_id is not null limit 1`)) !== null;
  },
});
