// Why a set was not changed, approved or given another offer.
export const sets = {
  gone: 'This set does not exist, or was removed.',
  changedMeanwhile: (at: string) => `Someone else changed this set at ${at}. Load it again to see what they did, or save over it.`,
  kindStays: 'A set stays of its kind. Write a new one instead.',
  notDeletable: 'This set cannot be deleted: it was live, or it is a suggestion of Setwise. Pause or refuse it instead.',
  judgedMeanwhile: (goal: string) => `“${goal}” is not among the suggestions any more: somebody has judged it meanwhile.`,
  anchorGone: (goal: string) => `The product that “${goal}” starts from is not in your catalogue any more. Refuse the set instead.`,
  nothingLeft: (goal: string) => `No product of “${goal}” can be offered any more. Add one that is in your catalogue, or refuse the set.`,
  discountRange: (percent: number) => `The discount has to be between 0 and ${percent} %, the most your guardrails allow.`,
  shippingCostFirst: 'Say on Guardrails what sending an order costs you first: until then free shipping cannot be held above your floor.',
  giftSlotGone: 'The slot of the gift is no longer there. Choose another one.',
  givesFromOneProduct: 'A gift and free shipping are paid for by what starts the set, so it has to start from one product. Choose one, or give a percentage.',
  kindGivesNot: 'This kind of set cannot give that. Choose a percentage, or full price.',
} as const;
