import type { Words } from "../rules/words.ts";
import type { BlockType } from "./document.ts";

const words = (portuguese: string, english: string, spanish: string): Words => ({ "pt-BR": portuguese, en: english, es: spanish });

/** What each type of block is called, and what it does, for the people who draw. */
export const BLOCK_WORDS: Readonly<Record<Exclude<BlockType, "room">, { label: Words; description: Words }>> = {
  say_text: {
    label: words("Mensagem", "Message", "Mensaje"),
    description: words("Diz um texto e segue", "Says a text and goes on", "Dice un texto y sigue"),
  },
  say_file: {
    label: words("Arquivo", "File", "Archivo"),
    description: words("Imagem, vídeo, áudio ou documento", "Image, video, audio or document", "Imagen, video, audio o documento"),
  },
  say_location: {
    label: words("Localização", "Location", "Ubicación"),
    description: words("Mostra um lugar no mapa", "Shows a place on the map", "Muestra un lugar en el mapa"),
  },
  say_template: {
    label: words("Modelo aprovado", "Approved template", "Plantilla aprobada"),
    description: words(
      "Vale também fora da janela de 24 horas",
      "Also outside the 24-hour window",
      "También fuera de la ventana de 24 horas",
    ),
  },
  ask_choice: {
    label: words("Escolha", "Choice", "Elección"),
    description: words(
      "Botões, lista ou números, como o canal puder",
      "Buttons, list or numbers, as the channel can",
      "Botones, lista o números, según el canal",
    ),
  },
  ask_yes_no: {
    label: words("Sim ou não", "Yes or no", "Sí o no"),
    description: words("Entende toque, palavras e emoji", "Understands taps, words and emoji", "Entiende toques, palabras y emoji"),
  },
  ask_text: {
    label: words("Texto", "Text", "Texto"),
    description: words("Uma resposta livre", "A free answer", "Una respuesta libre"),
  },
  ask_name: {
    label: words("Nome", "Name", "Nombre"),
    description: words("Nome de uma pessoa", "A person's name", "Nombre de una persona"),
  },
  ask_number: {
    label: words("Número", "Number", "Número"),
    description: words(
      "Em algarismos ou por extenso, com limites",
      "In digits or words, with limits",
      "En cifras o en letras, con límites",
    ),
  },
  ask_phone: {
    label: words("Telefone", "Phone", "Teléfono"),
    description: words("Guardado com o código do país", "Kept with its country code", "Guardado con el código de país"),
  },
  ask_email: {
    label: words("E-mail", "E-mail", "Correo"),
    description: words("Confere se o endereço existe na forma", "Checks the form of the address", "Comprueba la forma de la dirección"),
  },
  ask_date: {
    label: words("Data", "Date", "Fecha"),
    description: words("“Amanhã às 10” também vale", "“Tomorrow at 10” works too", "“Mañana a las 10” también vale"),
  },
  ask_file: {
    label: words("Foto ou arquivo", "Photo or file", "Foto o archivo"),
    description: words("Recebe o arquivo como foi enviado", "Takes the file as it was sent", "Recibe el archivo tal como se envió"),
  },
  ask_location: {
    label: words("Onde está", "Where they are", "Dónde está"),
    description: words("Localização ou endereço escrito", "A location or a written address", "Ubicación o dirección escrita"),
  },
  ask_rating: {
    label: words("Nota", "Rating", "Nota"),
    description: words("Uma nota de um número a outro", "A mark from one number to another", "Una nota de un número a otro"),
  },
  ask_nif: {
    label: words("NIF", "NIF", "NIF"),
    description: words("Portugal, com dígito de controle", "Portugal, with its check digit", "Portugal, con dígito de control"),
  },
  ask_cpf: {
    label: words("CPF", "CPF", "CPF"),
    description: words("Brasil, com dígitos verificadores", "Brazil, with its check digits", "Brasil, con dígitos verificadores"),
  },
  ask_cnpj: {
    label: words("CNPJ", "CNPJ", "CNPJ"),
    description: words("Brasil, também com letras", "Brazil, also with letters", "Brasil, también con letras"),
  },
  ask_postal_pt: {
    label: words("Código postal", "Postal code (Portugal)", "Código postal (Portugal)"),
    description: words("Portugal, 0000-000", "Portugal, 0000-000", "Portugal, 0000-000"),
  },
  ask_cep: {
    label: words("CEP", "CEP (Brazil)", "CEP (Brasil)"),
    description: words("Brasil, 00000-000", "Brazil, 00000-000", "Brasil, 00000-000"),
  },
  condition: {
    label: words("Condição", "Condition", "Condición"),
    description: words("O primeiro caso que valer", "The first case that holds", "El primer caso que se cumpla"),
  },
  hours: {
    label: words("Horário", "Business hours", "Horario"),
    description: words(
      "Dentro ou fora do horário de um calendário",
      "Inside or outside the hours of a calendar",
      "Dentro o fuera del horario de un calendario",
    ),
  },
  set_variable: {
    label: words("Definir variável", "Set variable", "Definir variable"),
    description: words("Calcula ou guarda um valor", "Works out or keeps a value", "Calcula o guarda un valor"),
  },
  split: {
    label: words("Dividir A/B", "A/B split", "División A/B"),
    description: words(
      "Uma pessoa segue sempre o mesmo caminho",
      "One person always goes the same way",
      "Una persona sigue siempre el mismo camino",
    ),
  },
  wait: {
    label: words("Esperar", "Wait", "Esperar"),
    description: words("Um tempo, depois segue", "A while, then goes on", "Un tiempo, luego sigue"),
  },
  wait_until: {
    label: words("Esperar até", "Wait until", "Esperar hasta"),
    description: words("Uma data, depois segue", "A date, then goes on", "Una fecha, luego sigue"),
  },
  jump: {
    label: words("Ir para", "Go to", "Ir a"),
    description: words("Segue em outro bloco", "Goes on at another block", "Sigue en otro bloque"),
  },
  sub_flow: {
    label: words("Outro fluxo", "Another flow", "Otro flujo"),
    description: words("Chama um fluxo e volta", "Calls a flow and comes back", "Llama a un flujo y vuelve"),
  },
  end: {
    label: words("Fim", "End", "Fin"),
    description: words("O fluxo termina aqui", "The flow ends here", "El flujo termina aquí"),
  },
  action: {
    label: words("Ação", "Action", "Acción"),
    description: words("Etiqueta, tarefa, campo, e-mail…", "Label, task, field, e-mail…", "Etiqueta, tarea, campo, correo…"),
  },
  hand_over: {
    label: words("Transferir", "Hand over", "Transferir"),
    description: words("A uma fila, pessoa ou agente de IA", "To a queue, a person or an AI agent", "A una cola, persona o agente de IA"),
  },
  http: {
    label: words("Chamar API", "Call an API", "Llamar a una API"),
    description: words("Pergunta a outro sistema", "Asks another system", "Consulta otro sistema"),
  },
  registration: {
    label: words("Cadastro", "Registration", "Registro"),
    description: words(
      "As respostas viram um cadastro a aprovar",
      "The answers become a record to approve",
      "Las respuestas se vuelven un registro por aprobar",
    ),
  },
};
