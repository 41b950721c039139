import type { Language } from "../../team/index.ts";

interface PreferenceWords {
  title: string;
  about: string;
  marketing: string;
  automation: string;
  save: string;
  saved: string;
  stopped: string;
  gone: string;
  /** Below a mail that nobody asked for, before the address. */
  footer: string;
}

export const PREFERENCE_WORDS: Readonly<Record<Language, PreferenceWords>> = {
  "pt-BR": {
    title: "O que você quer receber",
    about: "Vale para todos os canais em que falamos com você. Respostas ao que você perguntar continuam chegando.",
    marketing: "Novidades e ofertas",
    automation: "Lembretes e mensagens automáticas",
    save: "Salvar",
    saved: "Salvo.",
    stopped: "Pronto: você não vai mais receber divulgação nem mensagens automáticas nossas.",
    gone: "Este link não vale mais.",
    footer: "Não quer mais receber? Descadastre-se:",
  },
  en: {
    title: "What you want to get",
    about: "It holds for every channel on which we talk to you. Answers to what you ask go on.",
    marketing: "News and offers",
    automation: "Reminders and automatic messages",
    save: "Save",
    saved: "Saved.",
    stopped: "Done: you will get no more advertising or automatic messages from us.",
    gone: "This link is not valid any more.",
    footer: "No more of these? Unsubscribe:",
  },
  es: {
    title: "Qué quiere recibir",
    about: "Vale para todos los canales en los que hablamos con usted. Las respuestas a lo que pregunte siguen llegando.",
    marketing: "Novedades y ofertas",
    automation: "Recordatorios y mensajes automáticos",
    save: "Guardar",
    saved: "Guardado.",
    stopped: "Listo: no recibirá más publicidad ni mensajes automáticos nuestros.",
    gone: "Este enlace ya no vale.",
    footer: "¿No quiere recibir más? Darse de baja:",
  },
};
