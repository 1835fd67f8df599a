// The app's own installation in a store: the owner of what the app tells its own Liquid.
import { operation } from '../admin-client.ts';

export const CURRENT_INSTALLATION = operation<{ currentAppInstallation: { id: string } }>(`#graphql
  query CurrentInstallation {
    currentAppInstallation { id }
  }`);
