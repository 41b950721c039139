import type ptBR from "./pt-BR.ts";

export default {
  "backups.says": "Lo recibido no se pierde con un disco. Una copia cada seis horas, cifrada, guardada 90 días.",
  "backups.noPlace": "Aquí no se conoce ningún lugar para copias",
  "backups.noPlaceText":
    "Quien cuida el servidor define PROSA_BACKUP_FOLDER o PROSA_BACKUP_S3_…; donde las páginas tienen un proceso propio, también en él. Sin lugar en ningún proceso no se copia nada.",
  "backups.unreadable":
    "No se puede leer el lugar de las copias: revise dirección, acceso y clave. Hasta entonces no se puede restaurar nada.",
  "backups.late": "Falta una copia desde {when}. Quien cuida el servidor ve el motivo en el registro del programa; se hace ya con:",
  "backups.place": "Lugar",
  "backups.last": "Última copia",
  "backups.none": "ninguna aún: la primera llega un minuto después del inicio",
  "backups.filesOnly": "Solo archivos: la base de datos es externa, y su servidor hace la copia.",
  "backups.runs": "Copias de la última semana",
  "backups.ended": "Terminó",
  "backups.kind": "Tipo",
  "backups.kind.full": "Completa",
  "backups.kind.increment": "Incremento",
  "backups.took": "Duró",
  "backups.size": "Tamaño",
  "backups.drills": "Ensayos de restauración",
  "backups.drillSays":
    "Restaura al lado, cuenta las filas, comprueba los archivos y lo borra. No toca nada de lo que funciona. Uno por trimestre:",
  "backups.drillDue": "El próximo es para {when}.",
  "backups.drillLate": "Está atrasado desde {when}.",
  "backups.drillNone": "Ningún ensayo aún.",
  "backups.drillAt": "Ensayo",
  "backups.reaches": "Datos hasta",
  "backups.counted": "Comprobado",
  "backups.countedText": "{rows} filas, {files} archivos",
  "backups.rows": "Diferencia",
  "backups.differ": "{count, plural, =0 {ninguna} one {# tabla} other {# tablas}}",
} satisfies Record<keyof typeof ptBR, string>;
