export type { AudiencesOf } from "./audience.ts";
export { type Clock, createJumpingClock, createTestClock, type JumpingClock, systemClock } from "./clock.ts";
export { watchClock } from "./clock-steps.ts";
export { type Config, ConfigError, readConfig } from "./config.ts";
export { CSV_MARK, csvLine } from "./csv-line.ts";
export { type Actor, type Ctx, createCtx, type Sight } from "./ctx.ts";
export { isDatabaseAway } from "./database-errors.ts";
export { type Database, type Fact, openDatabase, sql, Tx } from "./db.ts";
export { BODY_CHARACTERS, type DeadLetterSource } from "./dead-letters.ts";
export { drawQr } from "./draw-qr.ts";
export { type DueRows, wakeDueRows, watchDueRows } from "./due-rows.ts";
export { freePort, giveToDatabase, startEmbeddedPostgres } from "./embedded-postgres.ts";
export * from "./errors.ts";
export { defineEvent, type EventKind, emit, listEventKinds, type NewEvent, subjectKindOf, tellMember } from "./events.ts";
export { createFairLanes } from "./fair-lanes.ts";
export { type ConsumerOffer, consumer, type FeedEvent, lockingFirst, on } from "./feed/consumer.ts";
export { createFeed } from "./feed/feed.ts";
export { createGatherer } from "./gather.ts";
export { holdNames } from "./hold-names.ts";
export {
  type AttendOffer,
  attend,
  type ClosingOffer,
  closing,
  type DemoOffer,
  defineProvision,
  /** @public Offered by rooms that have something to show. */
  demo,
  type House,
  type NightlyOffer,
  nightly,
  type OutsideRouteOffer,
  openHouse,
  outsideRoute,
  provide,
  type Room,
  type RouteOffer,
  route,
  type WatchOffer,
  watch,
} from "./house.ts";
export {
  type AddressGuard,
  createAddressGuard,
  createGuardedClient,
  type GuardedAnswer,
  type GuardedClient,
  isPublic,
} from "./http/guarded-client.ts";
export { operationRoutes, serveOperations } from "./http/operations.ts";
export { AddressRefused, AnswerTooLarge } from "./http/refusals.ts";
export { type Right, type RightsBook, rightMark } from "./http/right.ts";
export { cursorOf, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable, OneOf, readCursor } from "./http/schemas.ts";
export { serveWeb } from "./http/serve-web.ts";
export { type App, apiRateLimit, createHttpServer, publicRoute } from "./http/server.ts";
export { openSockets } from "./http/sockets.ts";
export { isId, newId } from "./ids.ts";
export {
  addJobs,
  BATCH_LOCK_SPACE,
  type BatchHandler,
  completeJobs,
  createJobRunner,
  defineJob,
  dropJobs,
  ensureAllRun,
  insertJobs,
  type Job,
  type JobHandler,
  JobLost,
  type JobOffer,
  job,
  Postpone,
  RunAgain,
} from "./jobs.ts";
export { findLocalSecrets, type LocalSecrets, localSecretsFile } from "./local-secrets.ts";
export { createLogger, type Logger, maskAddress } from "./log.ts";
export { checkMailServer, createMailer, type SendMail } from "./mail.ts";
export { maintenance, scheduleDaily } from "./maintenance.ts";
export { createMetrics, type Metrics, measureMachine } from "./metrics.ts";
export { migrate } from "./migrate.ts";
export {
  bytesOf,
  bytesWhile,
  drawFacts,
  drawHead,
  drawHeading,
  drawPictures,
  drawRows,
  drawSaid,
  drawText,
  startPaper,
} from "./paper/paper.ts";
export { createRealtime, type Realtime, type Visitor } from "./realtime.ts";
export { type Reencrypted, reencryptSecrets, type SealedOffer } from "./reencrypt-secrets.ts";
export { keepRetiredKeys, sealedRetiredKeys } from "./retired-keys.ts";
export { codeOf, createS3Client, repeated, type S3Settings } from "./s3-client.ts";
export { createS3Storage } from "./s3-storage.ts";
export { createScanner, type ScanFile } from "./scanner.ts";
export { secretsInFiles } from "./secret-files.ts";
export { createSecrets, hashToken, makeToken, type Secrets, sameSecret } from "./secrets.ts";
export { createSideThread } from "./side-thread.ts";
export { createFolderStorage, DRAFT_SUFFIX, FileAsleep, hashOf, type Storage, storageKey, writeDurably } from "./storage.ts";
export { encryptPush, isPushKeys, makePushKey, publicPushKey, pushAuthorization } from "./web-push.ts";
