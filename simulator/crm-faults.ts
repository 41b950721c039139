import type { FastifyReply, FastifyRequest } from "fastify";

/** How the next requests to a CRM end, where a test says so. */
export interface CrmFault {
  /** Absent: the request is taken, and the connection ends without an answer. */
  status?: number;
  times: number;
  retryAfter?: number;
  /** Only requests by this method; absent: all. */
  method?: string;
}

const strikes = (fault: CrmFault, { method }: FastifyRequest) => fault.times > 0 && (fault.method === undefined || fault.method === method);

/** Refused at the door. @returns the answer, with the body for its status; undefined: it may come in */
export function refusedAtDoor(
  fault: CrmFault | null,
  request: FastifyRequest,
  reply: FastifyReply,
  body: (status: number) => object,
): unknown {
  if (fault?.status === undefined || !strikes(fault, request)) return undefined;
  fault.times -= 1;
  if (fault.retryAfter !== undefined) void reply.header("retry-after", String(fault.retryAfter));
  return reply.code(fault.status).send(body(fault.status));
}

/** Taken; where the fault says so, nobody is told. */
export function answered(fault: CrmFault | null, request: FastifyRequest, reply: FastifyReply, code: number, body: object): unknown {
  if (fault === null || fault.status !== undefined || !strikes(fault, request)) return reply.code(code).send(body);
  fault.times -= 1;
  reply.raw.socket?.resetAndDestroy();
  return reply.hijack();
}
