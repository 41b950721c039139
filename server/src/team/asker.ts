import type { FastifyRequest } from "fastify";

/** What is read of a request, also of one that asks for a socket. */
export type Asker = Pick<FastifyRequest, "headers" | "method" | "ip">;
