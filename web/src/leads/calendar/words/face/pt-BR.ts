export default { "nav.calendar": "Calendário", "settings.appointments": "Agendamentos" };
