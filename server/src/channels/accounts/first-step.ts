import { sql } from "../../platform/index.ts";
import { firstStep } from "../../team/index.ts";
import { channelsManage } from "../rights.ts";

export const connectStep = firstStep({
  id: "connect_channel",
  place: 10,
  title: { "pt-BR": "Conectar um canal", en: "Connect a channel", es: "Conectar un canal" },
  text: {
    "pt-BR": "WhatsApp, Instagram, e-mail, chat do site… Cada tela diz o que pegar e onde.",
    en: "WhatsApp, Instagram, e-mail, chat of your site… Each screen says what to get and where.",
    es: "WhatsApp, Instagram, correo, chat del sitio… Cada pantalla dice qué tomar y dónde.",
  },
  act: { "pt-BR": "Conectar", en: "Connect", es: "Conectar" },
  address: "/channels",
  right: channelsManage,
  async isDone(tx) {
    return (await tx.maybeOne(sql`select 1 from channels where status = 'active' limit 1`)) !== null;
  },
});
