/**
 * Keys of PostgreSQL's advisory locks, all in one place so that no two meanings share one. The first
 * number of the two-number form says what is locked, the second which one of them.
 */
export const AdvisoryLock = {
  /** Shared by every writer of the event log; taken alone for an instant by roll-ups. */
  eventGate: 0x65760001,
  /** One roll-up at a time. */
  rollUp: 0x65760002,
  /** One maker of partitions at a time. */
  partitions: 0x65760003,
  /** With a hash of shop and order: what is said of one order is applied one at a time. */
  order: 0x65760004,
  /** With a hash of the shop: its categories are changed one decision at a time. */
  categories: 0x65760006,
  /** With a hash of the shop: its saved views are counted and added by one at a time. */
  views: 0x65760007,
  /** With a hash of the shop: what its plan has room for is counted and taken by one at a time. */
  libraryRoom: 0x65760008,
  /** With a hash of the shop: one process at a time writes to it. */
  shopSync: 0x65760005,
} as const;
