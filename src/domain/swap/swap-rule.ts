/** What may stand in the way of a swap. */
export type SwapRule =
  | 'swap-exists'
  | 'own-duty'
  | 'not-over'
  | 'not-swapped-already'
  | 'offered-to-another'
  | 'offered-to-them'
  | 'is-present'
  | 'is-free'
  | 'awaits-answer'
  | 'awaits-approval'
  | 'own-proposal'
  | 'is-done'
  | 'return-to-come'
  | 'return-of-one';
