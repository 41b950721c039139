/** What stands outside of the room's pages. Written first; the other languages have the same keys. */
export default {
  "nav.importContacts": "Importar contatos",
  "nav.contactFields": "Campos de contatos",
  "nav.erasures": "Pessoas apagadas",
  "nav.contacts": "Contatos",
  "shortcuts.goContacts": "Ir para os contatos",
};
