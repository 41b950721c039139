import pino from "pino";

export type Logger = pino.Logger;

/**
 * Structured log, one JSON line an entry. Callers pass listed fields, never whole objects: message texts,
 * tokens and full phone numbers do not belong here (use {@link maskAddress}). The list below is a second fence.
 */
export function createLogger(level: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ["*.accessToken", "*.appSecret", "*.verifyToken", "*.password", "*.token", "*.authorization", "*.cookie", "text", "body"],
      censor: "[hidden]",
    },
    serializers: { err: pino.stdSerializers.err },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Keeps the last four characters of a phone, address or id: `…2207`. */
export function maskAddress(address: string): string {
  return address.length <= 4 ? "…" : `…${address.slice(-4)}`;
}
