/** Written first; the other languages have the same keys. */
export default { "nav.tasks": "Tarefas" } as const;
