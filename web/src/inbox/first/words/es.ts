import type ptBR from "./pt-BR.ts";

export default {
  "first.title": "Nueva conversación",
  "first.to": "Escribir a {name}",
  "first.search": "Nombre, número o correo del contacto",
  "first.none": "No se encontró a nadie. Registre a la persona en Contactos.",
  "first.choose": "Por dónde escribir",
  "first.noWay": "Ninguna cuenta encendida llega a este contacto. Añada un número o un correo, o conecte una cuenta.",
  "first.template": "Necesita una plantilla aprobada: la ventana está cerrada",
  "first.open": "Abrir la conversación",
  "first.goOn": "Continuar la conversación",
  "first.elsewhere": "Otra persona ya atiende por aquí",
  "first.back": "Volver",
  "caution.blocked": "Este contacto está bloqueado para mensajes automáticos. Escriba solo si hace falta.",
  "caution.withdrawn": "Este contacto pidió no recibir mensajes por aquí.",
  "caution.no_consent": "Este contacto no dijo que quiere mensajes.",
  "caution.quiet_hours": "Ahora es horario de silencio de la empresa.",
  "caution.too_often": "Este contacto ya recibió muchos mensajes estos días.",
  "problem.inbox.unreachable": "Este contacto no tiene dirección para esa cuenta.",
  "problem.inbox.channel_off": "Esa cuenta está apagada.",
} satisfies Record<keyof typeof ptBR, string>;
