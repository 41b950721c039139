/** Where mail is answered, counted from the simulator's HTTP port. */
export const SMTP_BESIDE = 1;
export const IMAP_BESIDE = 2;
