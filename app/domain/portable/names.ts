// Names that the server, the storefront, the Function and the store's own data agree on.

/** The app-owned metafield namespace on products, as Admin API and Liquid name it. */
export const METAFIELD_NAMESPACE = '$app:setwise';

/** On an anchor: which set it starts (see app/contract/published-set.ts). JSON. */
export const SET_KEY = 'set';

/** On an anchor: candidates of slot 1, 2, 3, best first, as product references that Liquid resolves. */
export const slotKey = (slotNo: number): string => `slot_${slotNo}`;
export const MAX_SLOTS = 3;
export const MAX_PUBLISHED_CANDIDATES = 5;

/** On a candidate: what discount it may have in which set; the discount Function reads it, and STARTS_KEY. JSON. */
export const DISCOUNT_KEY = 'set_discount';

/** On a product that starts a set which others start too: which sets those are, by id. JSON. */
export const STARTS_KEY = 'starts';

/** Line attribute of a line that the widget added: the set's id. The underscore hides it from shoppers. */
export const LINE_ATTRIBUTE = '_setwise';

/** In a line attribute after the set's id: the test's arm whose price it came at. */
export const ARM_MARK = '~';

/** In the browser: arms that the server knows otherwise than the hash says them, each after its experiment; the last word counts. */
export const ARMS_KEY = '_setwise_arms';

/** Cart attribute: the consenting visitor's id; so it arrives on the order. */
export const VISITOR_ATTRIBUTE = '_setwise_visitor';

/** Cart attribute: the step whose link filled the cart. */
export const STEP_ATTRIBUTE = '_setwise_step';

/** App-owned metafield (owner: the app installation), JSON: which experiment runs on which placement. */
export const EXPERIMENTS_NAMESPACE = 'setwise';
export const EXPERIMENTS_KEY = 'experiments';
