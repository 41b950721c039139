// Made by `npm run generate` from the server's OpenAPI document; a test compares. Do not edit.

export interface paths {
  "/api/v1/login": {
    post: { parameters: {  }; requestBody: { content: { "application/json": { email: string; password: string; } } }; responses: { 200: { content: { "application/json": { secondFactor: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/login/second-factor": {
    post: { parameters: {  }; requestBody: { content: { "application/json": { code: string; } } }; responses: { 200: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/logout": {
    post: { parameters: {  }; responses: { 200: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/login/password-reset": {
    post: { parameters: {  }; requestBody: { content: { "application/json": { email: string; } } }; responses: { 202: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/login/new-password": {
    post: { parameters: {  }; requestBody: { content: { "application/json": { token: string; password: string; } } }; responses: { 200: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/me/sessions": {
    get: { parameters: {  }; responses: { 200: { content: { "application/json": { items: ({ id: string; createdAt: string; expiresAt: string; ipAddress: (string) | (null); userAgent: (string) | (null); current: boolean; })[]; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/me/sessions/{sessionId}": {
    delete: { parameters: { path: { sessionId: string; }; }; responses: { 200: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/me/password": {
    post: { parameters: {  }; requestBody: { content: { "application/json": { current: string; next: string; } } }; responses: { 200: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/me/two-factor": {
    post: { parameters: {  }; requestBody: { content: { "application/json": { password: string; } } }; responses: { 200: { content: { "application/json": { uri: string; backupCodes: (string)[]; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
    delete: { parameters: {  }; requestBody: { content: { "application/json": { password: string; } } }; responses: { 200: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/me/two-factor/confirmation": {
    post: { parameters: {  }; requestBody: { content: { "application/json": { code: string; } } }; responses: { 200: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/me": {
    get: { parameters: {  }; responses: { 200: { content: { "application/json": { id: (string) | (null); name: string; email: (string) | (null); role: (string) | (null); capabilities: (string)[]; preferences: { language?: ("pt-BR") | ("en") | ("es"); theme?: ("light") | ("dark") | ("system"); density?: ("comfortable") | ("compact"); sendWith?: ("enter") | ("mod_enter"); }; workspace: { id: string; name: string; language: string; timeZone: string; currency: string; country: string; }; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/me/preferences": {
    patch: { parameters: {  }; requestBody: { content: { "application/json": { language?: ("pt-BR") | ("en") | ("es"); theme?: ("light") | ("dark") | ("system"); density?: ("comfortable") | ("compact"); sendWith?: ("enter") | ("mod_enter"); } } }; responses: { 200: { content: { "application/json": { language?: ("pt-BR") | ("en") | ("es"); theme?: ("light") | ("dark") | ("system"); density?: ("comfortable") | ("compact"); sendWith?: ("enter") | ("mod_enter"); } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/members": {
    get: { parameters: {  }; responses: { 200: { content: { "application/json": { items: ({ id: string; name: string; email: string; role: string; createdAt: string; })[]; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/members/{memberId}": {
    patch: { parameters: { path: { memberId: string; }; }; requestBody: { content: { "application/json": { role: ("owner") | ("administrator") | ("manager") | ("supervisor") | ("buyer") | ("agent") | ("technician") | ("viewer"); } } }; responses: { 200: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
    delete: { parameters: { path: { memberId: string; }; }; responses: { 200: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/invitations": {
    post: { parameters: {  }; requestBody: { content: { "application/json": { email: string; role: ("administrator") | ("manager") | ("supervisor") | ("buyer") | ("agent") | ("technician") | ("viewer"); } } }; responses: { 201: { content: { "application/json": { id: string; email: string; role: string; expiresAt: string; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/invitations/{invitationId}": {
    delete: { parameters: { path: { invitationId: string; }; }; responses: { 200: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/invitations/acceptance": {
    post: { parameters: {  }; requestBody: { content: { "application/json": { token: string; name: string; password: string; } } }; responses: { 201: { content: { "application/json": { email: string; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/setup": {
    post: { parameters: {  }; requestBody: { content: { "application/json": { token: string; workspaceName: string; language: ("pt-BR") | ("en") | ("es"); timeZone: string; name: string; email: string; password: string; } } }; responses: { 201: { content: { "application/json": { workspaceId: string; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/api-keys": {
    get: { parameters: {  }; responses: { 200: { content: { "application/json": { items: ({ id: string; name: string; prefix: string; scopes: (string)[]; createdAt: string; expiresAt: (string) | (null); lastUsedAt: (string) | (null); })[]; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
    post: { parameters: {  }; requestBody: { content: { "application/json": { name: string; scopes: (("conversations.read") | ("conversations.reply") | ("conversations.assign") | ("contacts.read") | ("contacts.write") | ("channels.read") | ("channels.manage") | ("raw_events.read") | ("raw_events.replay") | ("team.read") | ("audit.read") | ("playground.use"))[]; expiresAt?: string; } } }; responses: { 201: { content: { "application/json": { id: string; token: string; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/api-keys/{keyId}": {
    delete: { parameters: { path: { keyId: string; }; }; responses: { 200: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/audit-log": {
    get: { parameters: { query?: { limit?: number; cursor?: string; action?: string; actorId?: string; }; }; responses: { 200: { content: { "application/json": { items: ({ id: string; actor: { kind: string; id: (string) | (null); name: string; }; action: string; subjectKind: string; subjectId: (string) | (null); detail: Record<string, unknown>; occurredAt: string; })[]; nextCursor: (string) | (null); } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/channels": {
    get: { parameters: {  }; responses: { 200: { content: { "application/json": { items: ({ id: string; kind: string; name: string; status: string; statusReason: (string) | (null); settings: Record<string, unknown>; externalId: string; webhookUrl: string; quality: (string) | (null); messagingLimit: (string) | (null); isDefault: boolean; lastInboundAt: (string) | (null); lastOutboundAt: (string) | (null); createdAt: string; })[]; nextCursor: (string) | (null); } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
    post: { parameters: {  }; requestBody: { content: { "application/json": { kind: string; name: string; settings: Record<string, unknown>; credentials: Record<string, unknown>; } } }; responses: { 201: { content: { "application/json": { id: string; kind: string; name: string; status: string; statusReason: (string) | (null); settings: Record<string, unknown>; externalId: string; webhookUrl: string; quality: (string) | (null); messagingLimit: (string) | (null); isDefault: boolean; lastInboundAt: (string) | (null); lastOutboundAt: (string) | (null); createdAt: string; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/channels/{channelId}": {
    get: { parameters: { path: { channelId: string; }; }; responses: { 200: { content: { "application/json": { id: string; kind: string; name: string; status: string; statusReason: (string) | (null); settings: Record<string, unknown>; externalId: string; webhookUrl: string; quality: (string) | (null); messagingLimit: (string) | (null); isDefault: boolean; lastInboundAt: (string) | (null); lastOutboundAt: (string) | (null); createdAt: string; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
    patch: { parameters: { path: { channelId: string; }; }; requestBody: { content: { "application/json": { name?: string; status?: ("active") | ("inactive"); settings?: Record<string, unknown>; credentials?: Record<string, unknown>; } } }; responses: { 200: { content: { "application/json": { id: string; kind: string; name: string; status: string; statusReason: (string) | (null); settings: Record<string, unknown>; externalId: string; webhookUrl: string; quality: (string) | (null); messagingLimit: (string) | (null); isDefault: boolean; lastInboundAt: (string) | (null); lastOutboundAt: (string) | (null); createdAt: string; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/channels/{channelId}/validate": {
    post: { parameters: { path: { channelId: string; }; }; responses: { 200: { content: { "application/json": { ok: boolean; steps: ({ step: string; ok: boolean; advice?: string; facts?: Record<string, unknown>; })[]; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/channels/{channelId}/templates": {
    get: { parameters: { path: { channelId: string; }; }; responses: { 200: { content: { "application/json": { items: ({ id: string; name: string; language: string; category: string; status: string; statusReason: (string) | (null); quality: (string) | (null); parameterFormat: string; components: (Record<string, unknown>)[]; })[]; nextCursor: (string) | (null); } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/channels/{channelId}/templates/sync": {
    post: { parameters: { path: { channelId: string; }; }; responses: { 200: { content: { "application/json": { count: number; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/raw-events": {
    get: { parameters: { query?: { status?: "failed"; limit?: number; cursor?: string; }; }; responses: { 200: { content: { "application/json": { items: ({ id: string; channelId: string; reason: string; error: string; receivedAt: string; failedAt: string; body: string; })[]; nextCursor: (string) | (null); } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/raw-events/{rawEventId}/replay": {
    post: { parameters: { path: { rawEventId: string; }; }; responses: { 202: { content: { "application/json": { replayed: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/conversations": {
    get: { parameters: { query?: { view?: ("all") | ("mine") | ("unassigned"); state?: ("open") | ("waiting") | ("snoozed") | ("resolved"); channelId?: string; queueId?: string; contactId?: string; unread?: boolean; limit?: number; cursor?: string; }; }; responses: { 200: { content: { "application/json": { items: (components["schemas"]["Conversation"])[]; nextCursor: (string) | (null); } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/conversations/counts": {
    get: { parameters: { query?: { view?: ("all") | ("mine") | ("unassigned"); queueId?: string; }; }; responses: { 200: { content: { "application/json": { mine: number; unassigned: number; snoozed: number; all: number; unread: number; byState: { open: number; waiting: number; resolved: number; }; queues: ({ id: string; name: string; count: number; })[]; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/conversations/{conversationId}": {
    get: { parameters: { path: { conversationId: string; }; }; responses: { 200: { content: { "application/json": components["schemas"]["Conversation"] } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
    patch: { parameters: { path: { conversationId: string; }; }; requestBody: { content: { "application/json": { state?: ("open") | ("waiting") | ("resolved"); snoozedUntil?: string; assigneeId?: (string) | (null); queueId?: (string) | (null); priority?: ("low") | ("normal") | ("high") | ("urgent"); subject?: (string) | (null); } } }; responses: { 200: { content: { "application/json": components["schemas"]["Conversation"] } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/conversations/{conversationId}/read-mark": {
    put: { parameters: { path: { conversationId: string; }; }; responses: { 200: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
    delete: { parameters: { path: { conversationId: string; }; }; responses: { 200: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/conversations/{conversationId}/typing": {
    post: { parameters: { path: { conversationId: string; }; }; responses: { 202: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/conversations/{conversationId}/journey": {
    get: { parameters: { query?: { limit?: number; }; path: { conversationId: string; }; }; responses: { 200: { content: { "application/json": { items: ({ id: string; kind: string; subjectId: (string) | (null); detail: Record<string, unknown>; occurredAt: string; sinceStartMs: number; })[]; nextCursor: (string) | (null); } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/conversations/{conversationId}/messages": {
    get: { parameters: { query?: { limit?: number; cursor?: string; }; path: { conversationId: string; }; }; responses: { 200: { content: { "application/json": { items: (components["schemas"]["Message"])[]; nextCursor: (string) | (null); } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
    post: { parameters: { path: { conversationId: string; }; header?: { "idempotency-key"?: string; }; }; requestBody: { content: { "application/json": ({ kind: "text"; text: string; previewUrl?: boolean; replyToId?: string; }) | ({ kind: "image"; attachmentId: string; text?: string; replyToId?: string; }) | ({ kind: "video"; attachmentId: string; text?: string; replyToId?: string; }) | ({ kind: "audio"; attachmentId: string; text?: string; replyToId?: string; }) | ({ kind: "voice"; attachmentId: string; text?: string; replyToId?: string; }) | ({ kind: "document"; attachmentId: string; text?: string; replyToId?: string; }) | ({ kind: "sticker"; attachmentId: string; text?: string; replyToId?: string; }) | ({ kind: "location"; latitude: number; longitude: number; name?: string; address?: string; replyToId?: string; }) | ({ kind: "contacts"; contacts: ({ name: string; phones: ({ phone: string; type?: string; })[]; emails: ({ email: string; type?: string; })[]; organization?: string; })[]; replyToId?: string; }) | ({ kind: "buttons"; text: string; header?: string; footer?: string; buttons: ({ id: string; title: string; })[]; replyToId?: string; }) | ({ kind: "list"; text: string; header?: string; footer?: string; button: string; sections: ({ title?: string; rows: ({ id: string; title: string; description?: string; })[]; })[]; replyToId?: string; }) | ({ kind: "link_button"; text: string; header?: string; footer?: string; label: string; url: string; replyToId?: string; }) | ({ kind: "location_request"; text: string; replyToId?: string; }) | ({ kind: "contact_request"; text: string; replyToId?: string; }) | ({ kind: "flow"; text: string; header?: string; footer?: string; flowId: string; label: string; token?: string; screen?: string; data?: Record<string, unknown>; replyToId?: string; }) | ({ kind: "template"; name: string; language: string; header?: (({ name?: string; text: string; }) | ({ attachmentId: string; }))[]; body?: (({ name?: string; text: string; }) | ({ attachmentId: string; }))[]; buttons?: ({ index: number; kind: ("quick_reply") | ("url") | ("copy_code"); value: string; })[]; replyToId?: string; }) | ({ kind: "note"; text: string; mentions?: (string)[]; }) } }; responses: { 201: { content: { "application/json": components["schemas"]["Message"] } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/messages/{messageId}": {
    get: { parameters: { path: { messageId: string; }; }; responses: { 200: { content: { "application/json": components["schemas"]["Message"] } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/channels/{channelId}/test-message": {
    post: { parameters: { path: { channelId: string; }; header?: { "idempotency-key"?: string; }; }; requestBody: { content: { "application/json": { to: string; template?: { name: string; language: string; }; } } }; responses: { 201: { content: { "application/json": components["schemas"]["Message"] } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/messages/{messageId}/retry": {
    post: { parameters: { path: { messageId: string; }; }; responses: { 202: { content: { "application/json": components["schemas"]["Message"] } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/messages/{messageId}/reaction": {
    put: { parameters: { path: { messageId: string; }; }; requestBody: { content: { "application/json": { emoji: string; } } }; responses: { 200: { content: { "application/json": components["schemas"]["Message"] } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/contacts": {
    get: { parameters: { query?: { limit?: number; cursor?: string; }; }; responses: { 200: { content: { "application/json": { items: ({ id: string; name: (string) | (null); profileName: (string) | (null); persona: string; lifecycle: string; attributes: Record<string, unknown>; marketingConsent: string; identities: ({ kind: string; value: string; firstSeenAt: string; lastSeenAt: string; })[]; mergedFrom: ({ id: string; contactId: string; reason: string; mergedAt: string; })[]; createdAt: string; })[]; nextCursor: (string) | (null); } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/contacts/{contactId}": {
    get: { parameters: { path: { contactId: string; }; }; responses: { 200: { content: { "application/json": { id: string; name: (string) | (null); profileName: (string) | (null); persona: string; lifecycle: string; attributes: Record<string, unknown>; marketingConsent: string; identities: ({ kind: string; value: string; firstSeenAt: string; lastSeenAt: string; })[]; mergedFrom: ({ id: string; contactId: string; reason: string; mergedAt: string; })[]; createdAt: string; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
    patch: { parameters: { path: { contactId: string; }; }; requestBody: { content: { "application/json": { name?: (string) | (null); persona?: string; } } }; responses: { 200: { content: { "application/json": { id: string; name: (string) | (null); profileName: (string) | (null); persona: string; lifecycle: string; attributes: Record<string, unknown>; marketingConsent: string; identities: ({ kind: string; value: string; firstSeenAt: string; lastSeenAt: string; })[]; mergedFrom: ({ id: string; contactId: string; reason: string; mergedAt: string; })[]; createdAt: string; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/contacts/{contactId}/merges/{mergeId}": {
    delete: { parameters: { path: { contactId: string; mergeId: string; }; }; responses: { 200: { content: { "application/json": { id: string; name: (string) | (null); profileName: (string) | (null); persona: string; lifecycle: string; attributes: Record<string, unknown>; marketingConsent: string; identities: ({ kind: string; value: string; firstSeenAt: string; lastSeenAt: string; })[]; mergedFrom: ({ id: string; contactId: string; reason: string; mergedAt: string; })[]; createdAt: string; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/uploads": {
    post: { parameters: { query?: { voice?: boolean; }; }; responses: { 201: { content: { "application/json": { id: string; kind: string; mediaType: string; fileName: string; size: number; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/attachments/{attachmentId}/content": {
    get: { parameters: { query?: { variant?: ("original") | ("thumbnail"); }; path: { attachmentId: string; }; }; responses: { "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
  "/api/v1/attachments/{attachmentId}/retry": {
    post: { parameters: { path: { attachmentId: string; }; }; responses: { 202: { content: { "application/json": { done: boolean; } } }; "4XX": { content: { "application/json": components["schemas"]["Problem"] } }; "5XX": { content: { "application/json": components["schemas"]["Problem"] } }; }; };
  };
}

export interface components {
  schemas: {
    Problem: { type: string; title: string; status: number; code: string; detail: string; requestId: string; facts?: Record<string, unknown>; };
    Conversation: { id: string; state: ("open") | ("waiting") | ("snoozed") | ("resolved"); subject: (string) | (null); priority: string; unreadCount: number; messageCount: number; windowClosesAt: (string) | (null); snoozedUntil: (string) | (null); lastMessageAt: string; lastInboundAt: (string) | (null); heldBy: (string) | (null); referral: (Record<string, unknown>) | (null); createdAt: string; contact: { id: string; name: string; username: (string) | (null); address: (string) | (null); }; channel: { id: string; kind: string; name: string; }; assignee: ({ id: string; name: string; }) | (null); queue: ({ id: string; name: string; }) | (null); lastMessage: ({ id: string; direction: string; isNote: boolean; authorKind: string; authorId: (string) | (null); authorName: (string) | (null); kind: string; text: (string) | (null); status: string; deleted: boolean; }) | (null); };
    Message: { id: string; conversationId: string; direction: ("in") | ("out"); isNote: boolean; author: { kind: string; id: (string) | (null); name: (string) | (null); }; kind: string; text: (string) | (null); content: Record<string, unknown>; attachments: ({ id: string; kind: string; state: string; failureCode: (string) | (null); mediaType: (string) | (null); fileName: (string) | (null); size: (number) | (null); width: (number) | (null); height: (number) | (null); hasThumbnail: boolean; })[]; replyTo: ({ id: (string) | (null); author: ({ kind: string; id: (string) | (null); name: (string) | (null); }) | (null); kind: (string) | (null); text: (string) | (null); }) | (null); reactions: ({ reactor: string; emoji: string; })[]; status: string; isParked: boolean; failure: ({ code: string; message: string; }) | (null); providerMessageId: (string) | (null); idempotencyKey: (string) | (null); channel: { id: string; kind: string; }; occurredAt: string; createdAt: string; sentAt: (string) | (null); deliveredAt: (string) | (null); readAt: (string) | (null); playedAt: (string) | (null); editedAt: (string) | (null); deletedAt: (string) | (null); };
  };
}

