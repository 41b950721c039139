import type { FastifyReply } from "fastify";

/** An error as the Graph API writes it. */
export function fail(reply: FastifyReply, code: number, http: number, message: string) {
  return reply.code(http).send({
    error: {
      message,
      type: "OAuthException",
      code,
      error_data: { messaging_product: "whatsapp", details: message },
      fbtrace_id: "simulated",
    },
  });
}
