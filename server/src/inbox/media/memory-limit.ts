/** How the process that reads files ends itself when it has taken too much memory: its parent knows then that it was the file. */
export const TOO_MUCH_SIGNAL = "SIGUSR2";
