import { sql } from "../platform/index.ts";
import { firstStep } from "../team/index.ts";
import { aiWrite } from "./rights.ts";

export const knowledgeStep = firstStep({
  id: "knowledge",
  place: 50,
  title: { "pt-BR": "Escrever o que a assistente sabe", en: "Write what the assistant knows", es: "Escribir lo que sabe la asistente" },
  text: {
    "pt-BR": "Um artigo basta. Sem chave de IA ela responde só com os artigos, e diz de qual.",
    en: "One article is enough. Without a key of a model it answers out of articles only, and says which.",
    es: "Basta un artículo. Sin clave de IA responde solo con los artículos, y dice de cuál.",
  },
  act: { "pt-BR": "Abrir conhecimento", en: "Open knowledge", es: "Abrir conocimiento" },
  address: "/knowledge",
  right: aiWrite,
  async isDone(tx) {
    return (await tx.maybeOne(sql`select 1 from knowledge_documents where published_version is not null limit 1`)) !== null;
  },
});
