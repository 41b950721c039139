import { sql, type Tx } from "../../platform/index.ts";
import { readWorkspace, type WorkspaceFacts } from "../../team/index.ts";
import type { Button, OrderState, Priority } from "../closed-sets.ts";

type Language = WorkspaceFacts["language"];

/** What the chat says of orders. `code`: OS-1234. */
export interface ChatWords {
  states: Record<OrderState, string>;
  priorities: Record<Priority, string>;
  buttons: Record<Button, string>;
  until: (time: string) => string;
  linked: (name: string) => string;
  codeUnknown: string;
  offered: (code: string) => string;
  askReason: (code: string) => string;
  askPhoto: (code: string) => string;
  photoTooLarge: (code: string) => string;
  photoLost: (code: string) => string;
  askSolution: (code: string) => string;
  ended: (code: string) => string;
  kept: (code: string) => string;
  pick: string;
  pickButton: string;
  none: string;
  yours: string;
  takenBack: (code: string) => string;
  cancelled: (code: string) => string;
  /** @param what title, asset and site, as far as they are known */
  emergency: (code: string, what: (string | null | undefined)[]) => string;
  usedUp: string;
  notYours: string;
  notNow: (code: string, state: string) => string;
  notLinked: string;
  /** What the customer hears. */
  customer: {
    accepted: (code: string, technician: string) => string;
    on_the_way: (code: string, technician: string) => string;
    done: (code: string, solution: string) => string;
  };
}

const WORDS: Readonly<Record<Language, ChatWords>> = {
  "pt-BR": {
    states: {
      open: "aberta",
      offered: "oferecida",
      accepted: "aceita",
      on_the_way: "a caminho",
      in_progress: "em andamento",
      paused: "pausada",
      done: "concluída",
      closed: "encerrada",
      cancelled: "cancelada",
    },
    priorities: { low: "Baixa", normal: "Normal", high: "Alta", urgent: "Urgente" },
    buttons: {
      accept: "Aceitar",
      decline: "Recusar",
      depart: "A caminho",
      check_in: "Cheguei",
      pause: "Pausar",
      resume: "Retomar",
      check_out: "Concluir",
    },
    until: (time) => `até ${time}`,
    linked: (name) => `Pronto, ${name}! As suas ordens chegam por aqui. Escreva "ordens" para ver todas.`,
    codeUnknown: "Este código não vale, ou já venceu. Peça outro a quem distribui as ordens.",
    offered: (code) => `Ordem para você: ${code}`,
    askReason: (code) => `Por que a ${code} vai ficar em pausa?`,
    askPhoto: (code) => `Para concluir a ${code}, envie uma foto do serviço.`,
    photoTooLarge: (code) => `A foto é grande demais e não foi guardada. Envie outra, menor: a ${code} ainda não foi concluída.`,
    photoLost: (code) => `A foto não chegou. Envie outra: a ${code} ainda não foi concluída.`,
    askSolution: (code) => `O que foi feito na ${code}? Escreva em uma frase.`,
    ended: (code) => `${code} concluída. Obrigado!`,
    kept: (code) => `Guardado na ${code}.`,
    pick: "De qual ordem é esta mensagem?",
    pickButton: "Escolher",
    none: "Você não tem ordens abertas.",
    yours: "As suas ordens",
    takenBack: (code) => `A ${code} não é mais sua.`,
    cancelled: (code) => `A ${code} foi cancelada.`,
    emergency: (code, what) => `🚨 EMERGÊNCIA ${code}\n${what.filter((part) => part != null).join("\n")}`,
    usedUp: "Isto já foi feito.",
    notYours: "Este botão é de outra pessoa.",
    notNow: (code, state) => `A ${code} está ${state}: isto não é possível agora.`,
    notLinked: "Este telefone não está ligado a um técnico.",
    customer: {
      accepted: (code, technician) => `Sua ordem ${code} foi aceita por ${technician}.`,
      on_the_way: (code, technician) => `${technician} está a caminho para a ordem ${code}.`,
      done: (code, solution) => `A ordem ${code} foi concluída. ${solution}`,
    },
  },
  en: {
    states: {
      open: "open",
      offered: "offered",
      accepted: "accepted",
      on_the_way: "on the way",
      in_progress: "in progress",
      paused: "paused",
      done: "done",
      closed: "closed",
      cancelled: "cancelled",
    },
    priorities: { low: "Low", normal: "Normal", high: "High", urgent: "Urgent" },
    buttons: {
      accept: "Accept",
      decline: "Decline",
      depart: "On the way",
      check_in: "I am here",
      pause: "Pause",
      resume: "Go on",
      check_out: "Finish",
    },
    until: (time) => `until ${time}`,
    linked: (name) => `Done, ${name}! Your orders come here. Write "orders" to see them all.`,
    codeUnknown: "This code is not valid, or too old. Ask for another one.",
    offered: (code) => `An order for you: ${code}`,
    askReason: (code) => `Why is ${code} paused?`,
    askPhoto: (code) => `To finish ${code}, send a photo of the work.`,
    photoTooLarge: (code) => `The photo is too large, and was not kept. Send a smaller one: ${code} is not done yet.`,
    photoLost: (code) => `The photo did not arrive. Send another one: ${code} is not done yet.`,
    askSolution: (code) => `What was done at ${code}? One sentence is enough.`,
    ended: (code) => `${code} is done. Thank you!`,
    kept: (code) => `Kept with ${code}.`,
    pick: "To which order does this message belong?",
    pickButton: "Choose",
    none: "You have no open orders.",
    yours: "Your orders",
    takenBack: (code) => `${code} is not yours any more.`,
    cancelled: (code) => `${code} was cancelled.`,
    emergency: (code, what) => `🚨 EMERGENCY ${code}\n${what.filter((part) => part != null).join("\n")}`,
    usedUp: "That was done already.",
    notYours: "This button is for somebody else.",
    notNow: (code, state) => `${code} is ${state}: that is not possible now.`,
    notLinked: "This phone is not linked to a technician.",
    customer: {
      accepted: (code, technician) => `Your order ${code} was accepted by ${technician}.`,
      on_the_way: (code, technician) => `${technician} is on the way for order ${code}.`,
      done: (code, solution) => `Order ${code} is done. ${solution}`,
    },
  },
  es: {
    states: {
      open: "abierta",
      offered: "ofrecida",
      accepted: "aceptada",
      on_the_way: "en camino",
      in_progress: "en curso",
      paused: "en pausa",
      done: "hecha",
      closed: "cerrada",
      cancelled: "cancelada",
    },
    priorities: { low: "Baja", normal: "Normal", high: "Alta", urgent: "Urgente" },
    buttons: {
      accept: "Aceptar",
      decline: "Rechazar",
      depart: "En camino",
      check_in: "Llegué",
      pause: "Pausar",
      resume: "Seguir",
      check_out: "Terminar",
    },
    until: (time) => `hasta ${time}`,
    linked: (name) => `¡Listo, ${name}! Sus órdenes llegan por aquí. Escriba "órdenes" para verlas todas.`,
    codeUnknown: "Este código no vale, o ya venció. Pida otro.",
    offered: (code) => `Una orden para usted: ${code}`,
    askReason: (code) => `¿Por qué queda en pausa la ${code}?`,
    askPhoto: (code) => `Para terminar la ${code}, envíe una foto del trabajo.`,
    photoTooLarge: (code) => `La foto es demasiado grande y no se guardó. Envíe otra, más pequeña: la ${code} aún no está terminada.`,
    photoLost: (code) => `La foto no llegó. Envíe otra: la ${code} aún no está terminada.`,
    askSolution: (code) => `¿Qué se hizo en la ${code}? Basta una frase.`,
    ended: (code) => `${code} terminada. ¡Gracias!`,
    kept: (code) => `Guardado en la ${code}.`,
    pick: "¿De qué orden es este mensaje?",
    pickButton: "Elegir",
    none: "No tiene órdenes abiertas.",
    yours: "Sus órdenes",
    takenBack: (code) => `La ${code} ya no es suya.`,
    cancelled: (code) => `La ${code} fue cancelada.`,
    emergency: (code, what) => `🚨 EMERGENCIA ${code}\n${what.filter((part) => part != null).join("\n")}`,
    usedUp: "Eso ya se hizo.",
    notYours: "Este botón es de otra persona.",
    notNow: (code, state) => `La ${code} está ${state}: eso no es posible ahora.`,
    notLinked: "Este teléfono no está ligado a un técnico.",
    customer: {
      accepted: (code, technician) => `Su orden ${code} fue aceptada por ${technician}.`,
      on_the_way: (code, technician) => `${technician} está en camino para la orden ${code}.`,
      done: (code, solution) => `La orden ${code} está hecha. ${solution}`,
    },
  },
};

/** In the workspace's language. */
export async function readWords(tx: Tx): Promise<ChatWords> {
  return WORDS[(await readWorkspace(tx)).language];
}

/** A time as the workspace's clock shows it: 28/11 14:30. */
export async function clockTime(tx: Tx, at: Date): Promise<string> {
  const { time } = await tx.one(
    sql<{
      time: string;
    }>`select to_char(${at}::timestamptz at time zone time_zone, 'DD/MM HH24:MI') as time from workspaces where id = current_workspace()`,
  );
  return time;
}
