/** The constants that decide verdicts or what is judged, each with its reason. */

/** A rejection that takes this many milliseconds longer than its control was not prompt. Far beyond any jitter. */
export const promptness = 3000;

/** After this many refused connections in a row the deployment counts as down; a restart refuses one or two. */
export const refusalsOfALostDeployment = 3;

/** After this many time-outs in a row it counts as down, too; no single fault causes that many. */
export const timeOutsOfALostDeployment = 12;

/** Requests of a run that are retried after a time-out: each takes long. */
export const timeOutsRetried = 3;

/** After this many time-outs under one rule, the rest of that rule is not sent: the rule has already failed. */
export const timeOutsOfARule = 3;

/** Bytes of target and headers that common servers accept; some accept no more than 8 KiB. */
export const largestHead = 7_500;
