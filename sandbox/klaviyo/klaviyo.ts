// The Klaviyo account's part of the sandbox's server: its API under /klaviyo, and the inbox of those it mails.
import type { Route } from '../http/server.ts';
import type { KlaviyoAccount } from './account.ts';
import { klaviyoApiRoutes } from './api.ts';
import { inboxRoutes } from './inbox/inbox.ts';

export const klaviyoRoutes = (account: KlaviyoAccount): Route[] => [...klaviyoApiRoutes(account), ...inboxRoutes(account)];
