// Why something on the other pages was not done.
export const desk = {
  shopGone: 'The shop is not here.',
  storeNotRead: 'Your store is being read, or was not read whole yet. Once it is, it can be checked.',
  noPlacement: (name: string) => `There is no placement "${name}".`,
  holdoutRange: (least: number, most: number) => `Between ${least} and ${most} % can be held out.`,
  noWorkflow: (name: string) => `There is no workflow for the moment "${name}".`,
  waitRange: (least: number, most: number) => `The wait is from ${least} to ${most} whole hours.`,
  ruleChangedMeanwhile: 'Somebody else changed this rule while you were editing it. Load it again to see how it stands now.',
  rulesFull: (most: number) => `There are ${most} rules already. Remove one that you no longer need, then add this one.`,
  rulesMovedMeanwhile: 'Somebody else added or removed a rule meanwhile. Load the page again, then order them.',
  ruleGone: 'This rule is gone: somebody removed it.',
  requestGone: 'Nothing is kept any more about whoever asked.',
  customerUnknown: 'No customer with this id is known here. They appear once Shopify tells of them, and are gone when they ask to be forgotten.',
  noSuchAddress: 'Shopify knows no customer with this address. Look for a typing error, or choose one of those who are due.',
  neitherAddressNorId: 'That is neither an email address nor a customer id, which has digits only.',
  nothingBought: 'They have not bought anything yet that an offer could complete',
  nothingBoughtOrLeft: 'They have not bought or left anything yet that an email could complete',
} as const;
