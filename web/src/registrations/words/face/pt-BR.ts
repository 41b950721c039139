/** Written first; the other languages have the same keys. */
export default {
  "nav.registrations": "Cadastros",
  "nav.registrationForms": "Formulários de cadastro",
  "shortcuts.newRegistration": "Novo cadastro",
} as const;
