import { channelParts, messageRecordsPlug, receiveEventsPlug, recordSuccess, resumeDeliveryPlug } from "../channels/index.ts";
import {
  type AudiencesOf,
  type Ctx,
  closing,
  createGuardedClient,
  defineProvision,
  demo,
  job,
  nightly,
  outsideRoute,
  provide,
  type Room,
  route,
  watch,
} from "../platform/index.ts";
import { rightsOf } from "../team/index.ts";
import type { ActParts } from "./actions/act-step.ts";
import type { ActionOffer, LookUpOffer } from "./actions/action.ts";
import { actionRoutes } from "./actions/actions.routes.ts";
import { ownActions } from "./actions/own-actions.ts";
import { ownLookUps } from "./actions/own-look-ups.ts";
import { cannedRoutes } from "./canned/canned.routes.ts";
import { demoCanned } from "./canned/demo-canned.ts";
import { byId } from "./catalogue.ts";
import { companyRoutes } from "./companies/companies.routes.ts";
import { demoCompanies } from "./companies/demo-companies.ts";
import { consentRoutes } from "./consent/consent.routes.ts";
import { createPreferenceLinks } from "./consent/preference-links.ts";
import { preferenceRoutes } from "./consent/preferences.routes.ts";
import { contactFieldRoutes } from "./contact-fields/contact-fields.routes.ts";
import { demoContactFields } from "./contact-fields/demo-contact-fields.ts";
import { contactRoutes } from "./contacts/contacts.routes.ts";
import { identityRoutes } from "./contacts/identities.routes.ts";
import { createAudiences } from "./conversations/audience.ts";
import { conversationRoutes } from "./conversations/conversations.routes.ts";
import { followerRoutes } from "./conversations/followers.routes.ts";
import { journeyRoutes } from "./conversations/journey.routes.ts";
import { mentionableRoutes } from "./conversations/mentionable.routes.ts";
import { queueRoutes } from "./conversations/queues.routes.ts";
import { writeFirstRoutes } from "./conversations/write-first.routes.ts";
import type { DeliveryParts } from "./delivery/delivery-parts.ts";
import { resumeDelivery } from "./delivery/parked-messages.ts";
import { draftRoutes } from "./drafts/drafts.routes.ts";
import { demoDuplicates } from "./duplicates/demo-duplicates.ts";
import { duplicateRoutes } from "./duplicates/duplicates.routes.ts";
import { createFields, type Fields, type FieldsOffer } from "./fields/field.ts";
import { fieldRoutes } from "./fields/fields.routes.ts";
import { ownFields } from "./fields/own-fields.ts";
import type { FigureOffer } from "./figures/figure.ts";
import { figureRoutes } from "./figures/figures.routes.ts";
import { ownFigures } from "./figures/own-figures.ts";
import { removeOldTaps, watchSilence } from "./floor/end-silent-sessions.ts";
import { entryRuleRoutes } from "./floor/entry-rules.routes.ts";
import { floorRoutes } from "./floor/floor.routes.ts";
import { listResponders, type ResponderOffer, type Responders, type TurnListenerOffer } from "./floor/floor.ts";
import { floorSettingsRoutes } from "./floor/settings.ts";
import { listTaps, type TapOffer, type Taps } from "./floor/taps.ts";
import { importRoutes } from "./imports/imports.routes.ts";
import { erasePersonJob } from "./job-kinds.ts";
import { inboxJobs } from "./jobs.ts";
import { demoLabels } from "./labels/demo-labels.ts";
import { labelRoutes } from "./labels/labels.routes.ts";
import { inboxListeners } from "./listeners.ts";
import { demoMacros } from "./macros/demo-macros.ts";
import { macroRoutes } from "./macros/macros.routes.ts";

import { createFileLinks, fileLinkRoutes } from "./media/file-links.ts";
import { createFileReader } from "./media/file-reader.ts";
import { mediaRoutes, type NewUpload, saveUpload } from "./media/media.routes.ts";
import { storageKinds } from "./media/storage-kinds.ts";
import { queueTiering } from "./media/tier-media.ts";
import { transcriptRoutes } from "./media/transcripts.routes.ts";
import { demoMentions } from "./messages/demo-mentions.ts";
import { answerStep } from "./messages/first-step.ts";
import { messageRecords } from "./messages/message-records.ts";
import { messageRoutes } from "./messages/messages.routes.ts";
import { originalRoutes } from "./messages/original.routes.ts";
import { createReplyTokens } from "./messages/reply-tokens.ts";
import { waitingConversations } from "./notices/briefing-line.ts";
import { conversationSubject } from "./notices/conversation-subject.ts";
import { ASSIGNED, LOOP_STOPPED, MENTIONED, RELEASED, TRANSFERRED } from "./notices/member-kinds.ts";
import { tellPeople } from "./notices/tell-people.ts";
import { demoPrices } from "./prices/demo-prices.ts";
import { messagePriceRoutes } from "./prices/prices.routes.ts";
import { messageSpendKinds, spendFigures } from "./prices/spend-figures.ts";
import { erasePerson } from "./privacy/erase-person.ts";
import { ownPersonalData } from "./privacy/own-personal-data.ts";
import { personalDataRoutes } from "./privacy/personal-data.routes.ts";
import type { PersonalDataOffer } from "./privacy/personal-data.ts";
import { createTombstones } from "./privacy/tombstones.ts";
import { createReceiveEvents } from "./receive-events.ts";
import { inboxRights } from "./rights.ts";
import { scheduledRoutes } from "./scheduled/scheduled.routes.ts";
import { contactSource } from "./search/contact-source.ts";
import { watchBacklog } from "./search/fill-backlog.ts";
import { messageSources } from "./search/message-sources.ts";
import { searchRoutes } from "./search/search.routes.ts";
import type { SearchSourceOffer } from "./search/search-source.ts";
import { demoSegments } from "./segments/demo-segments.ts";
import { segmentRoutes } from "./segments/segments.routes.ts";
import { sweepParked } from "./signals/sweep-parked.ts";
import { ownVariables } from "./variables/own-variables.ts";
import { createVariables, type Variables, type VariablesOffer } from "./variables/variable.ts";
import { variableRoutes } from "./variables/variables.routes.ts";
import { demoViews } from "./views/demo-views.ts";
import { forgetRemovedViews } from "./views/forget-removed-views.ts";
import { viewRoutes } from "./views/views.routes.ts";

export const deliveryParts = defineProvision<DeliveryParts>("inbox.delivery_parts");
/** The catalogue of acts, for upper rooms that keep steps of it. */
export const actPartsProvision = defineProvision<ActParts>("inbox.act_parts");
/** Keeps a file for upper rooms, whose members may hand it in without writing in conversations. */
export const keepUpload = defineProvision<(ctx: Ctx, file: NewUpload) => Promise<{ id: string }>>("inbox.keep_upload");
/** Who sees the subjects of facts: the sockets ask it. */
export const audiencesProvision = defineProvision<AudiencesOf>("inbox.audiences");

/** Contacts, conversations, messages and their files. */
export const room: Room = {
  name: "inbox",
  open(house) {
    const { config, db, clock, log, metrics, secrets, storage, coldStorage, scan, realtime } = house;
    const { adapters, channels, tools, traffic, pacer } = house.need(channelParts);
    const fileLinks = createFileLinks({ secrets, clock, publicUrl: config.publicUrl });
    const replyTokens = createReplyTokens({ secrets });
    const tombstones = createTombstones({ secrets });
    const preferenceLinks = createPreferenceLinks({ secrets, publicUrl: config.publicUrl });
    const fileReader = createFileReader({ log });
    const storageLimit = config.storageLimitBytes ?? null;
    let responders: Responders | undefined;
    let turnListeners: DeliveryParts["turnListeners"] | undefined;
    let taps: Taps | undefined;
    let fields: Fields | undefined;
    let variables: Variables | undefined;
    const parts: DeliveryParts = {
      db,
      clock,
      log,
      metrics,
      adapters,
      channels,
      tools,
      storage,
      coldStorage,
      scan,
      fileReader,
      storageLimit,
      fileLinks,
      replyTokens,
      tombstones,
      preferenceLinks,
      traffic,
      pacer,
      realtime,
      // Upper rooms offer them: they are complete when all rooms are open.
      get responders() {
        responders ??= listResponders(house.all<ResponderOffer>("responder").map((one) => one.responder));
        return responders;
      },
      get turnListeners() {
        turnListeners ??= house.all<TurnListenerOffer>("turn_listener").map((one) => one.listener);
        return turnListeners;
      },
      get taps() {
        taps ??= listTaps(house.all<TapOffer>("tap").map((one) => one.tap));
        return taps;
      },
      get fields() {
        fields ??= createFields(house.all<FieldsOffer>("fields"));
        return fields;
      },
      get variables() {
        variables ??= createVariables(house.all<VariablesOffer>("variables"));
        return variables;
      },
    };
    let kept: PersonalDataOffer["data"][] | undefined;
    const personalDataParts = {
      storage,
      tombstones,
      get personalData() {
        kept ??= house.all<PersonalDataOffer>("personal_data").map((one) => one.data);
        return kept;
      },
    };
    let actions: ActParts["actions"] | undefined;
    const actParts: ActParts = {
      get actions() {
        actions ??= byId(house.all<ActionOffer>("action").map((one) => one.action));
        return actions;
      },
      get variables() {
        return parts.variables;
      },
    };
    return [
      provide(deliveryParts, parts),
      provide(keepUpload, (ctx, file) => saveUpload(ctx, { storage, scan, fileReader, storageLimit }, file)),
      provide(audiencesProvision, createAudiences({ db })),
      provide(actPartsProvision, actParts),
      provide(receiveEventsPlug, createReceiveEvents(parts)),
      provide(messageRecordsPlug, messageRecords),
      provide(resumeDeliveryPlug, async (tx, workspaceId, channelId, now) => {
        await recordSuccess(tx, { workspaceId, channelId, now });
        await resumeDelivery(tx, workspaceId, channelId, now);
      }),
      ...inboxRights,
      answerStep,
      route((app) => conversationRoutes(app, { adapters, channels, tools, fields: parts.fields })),
      ownFields,
      route((app) => fieldRoutes(app, parts.fields)),
      ownVariables,
      route((app) => variableRoutes(app, parts.variables)),
      ...ownFigures,
      ...spendFigures,
      ...messageSpendKinds,
      route((app) => figureRoutes(app, byId(house.all<FigureOffer>("figure").map((one) => one.figure)), parts.fields)),
      route((app) => consentRoutes(app)),
      ...ownActions(parts),
      ...ownLookUps,
      // Routes are mounted when all rooms are open: upper rooms have added theirs.
      route((app) =>
        actionRoutes(app, {
          actions: actParts.actions,
          lookUps: byId(house.all<LookUpOffer>("look_up").map((one) => one.lookUp)),
        }),
      ),
      route((app) => journeyRoutes(app)),
      route((app) => followerRoutes(app)),
      route((app) => mentionableRoutes(app, () => rightsOf(house))),
      route((app) => floorRoutes(app, parts)),
      route((app) => entryRuleRoutes(app, parts)),
      route((app) => floorSettingsRoutes(app)),
      route((app) => messageRoutes(app, { adapters, fileLinks, variables: parts.variables })),
      route((app) => draftRoutes(app)),
      route((app) => scheduledRoutes(app)),
      // Whoever writes a mail names its pictures: no private host that the operator allows for gateways is one for them.
      route((app) => originalRoutes(app, { http: createGuardedClient({ allowedHosts: [] }) })),
      route((app) => contactRoutes(app)),
      route((app) => duplicateRoutes(app)),
      route((app) => personalDataRoutes(app, personalDataParts)),
      ...ownPersonalData,
      route((app) => writeFirstRoutes(app, adapters)),
      route((app) => identityRoutes(app)),
      route((app) => companyRoutes(app)),
      route((app) => contactFieldRoutes(app)),
      route((app) => segmentRoutes(app)),
      route((app) => importRoutes(app)),
      route((app) => queueRoutes(app)),
      ...messageSources,
      contactSource,
      route((app) =>
        searchRoutes(
          app,
          house.all<SearchSourceOffer>("search_source").map((one) => one.source),
        ),
      ),
      route((app) => labelRoutes(app)),
      route((app) => messagePriceRoutes(app)),
      route((app) => cannedRoutes(app, parts.variables)),
      route((app) => macroRoutes(app, actParts)),
      route((app) => viewRoutes(app, parts.fields)),
      route((app) => mediaRoutes(app, { storage, scan, fileReader, storageLimit })),
      route((app) => transcriptRoutes(app)),
      outsideRoute((app) => preferenceRoutes(app, { db, clock, log, preferenceLinks })),
      outsideRoute((app) => fileLinkRoutes(app, { db, clock, log, storage, fileLinks })),
      ...inboxJobs(parts, () => rightsOf(house)),
      job(erasePersonJob, {
        run: ({ workspaceId, payload }) =>
          db.inWorkspace(workspaceId, (tx) => erasePerson(tx, personalDataParts, workspaceId, payload.erasureId, clock.now())),
      }),
      ...inboxListeners,
      ...storageKinds,
      conversationSubject,
      ASSIGNED,
      TRANSFERRED,
      RELEASED,
      MENTIONED,
      LOOP_STOPPED,
      tellPeople,
      waitingConversations,
      nightly((now) => sweepParked(db, now)),
      nightly((now) => queueTiering(db, now)),
      nightly((now) => removeOldTaps(db, now)),
      nightly((now) => forgetRemovedViews(db, now)),
      watch(() => watchSilence(parts)),
      watch(() => watchBacklog(parts)),
      demo(demoLabels),
      demo(demoViews),
      demo((ctx) => demoCanned(ctx, parts.variables)),
      demo((ctx) => demoMacros(ctx, actParts)),
      demo(demoMentions),
      demo(demoContactFields),
      demo(demoCompanies),
      demo(demoDuplicates),
      demo(demoSegments),
      demo(demoPrices),
      closing(() => fileReader.stop()),
    ];
  },
};
