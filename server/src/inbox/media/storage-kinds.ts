import { type InEachLanguage, type NoticeTopic, noticeKind } from "../../notices/index.ts";

const roomForFiles: NoticeTopic = {
  roles: ["owner", "administrator"],
  path: "/channels",
  titles: {
    "pt-BR": { begun: () => "Pouco espaço para arquivos", over: "Há espaço para arquivos de novo" },
    en: { begun: () => "Little room for files", over: "There is room for files again" },
    es: { begun: () => "Poco espacio para archivos", over: "Hay espacio para archivos de nuevo" },
  },
};

/** Of the workspace: over 80 % of the room for files. */
export const storageLow = storageKind("storage", {
  "pt-BR": "passou de 80 % do limite",
  en: "is over 80 % full",
  es: "superó el 80 % de su límite",
});

/** None for another one. */
export const storageFull = storageKind("storage_full", {
  "pt-BR": "acabou: arquivos novos esperam e são pedidos de novo a cada hora",
  en: "is full: new files wait, and are asked for again every hour",
  es: "se acabó: los archivos nuevos esperan y se piden de nuevo cada hora",
});

/** For `room.ts`. */
export const storageKinds = [storageLow, storageFull];

function storageKind(kind: string, begun: InEachLanguage<string>) {
  return noticeKind({
    kind,
    topic: roomForFiles,
    facts: async () => ({}),
    words: {
      "pt-BR": { begun: () => `O espaço para arquivos ${begun["pt-BR"]}`, over: () => "O espaço para arquivos tem lugar de novo" },
      en: { begun: () => `The room for files ${begun.en}`, over: () => "The room for files has space again" },
      es: { begun: () => `El espacio para archivos ${begun.es}`, over: () => "El espacio para archivos tiene lugar de nuevo" },
    },
  });
}
