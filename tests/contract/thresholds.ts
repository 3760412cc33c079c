/** The constants that judge, or decide what is judged, each with its reason. */

/** Milliseconds over its control, and a refusal was not prompt: it waited for what could not come. Beyond any jitter. */
export const promptness = 3000;

/** So many connections refused in a row, and the deployment is taken for gone: a restart refuses one or two. */
export const refusalsOfALostDeployment = 3;

/** So many time-outs in a row tell the same; more than any one fault causes. */
export const timeOutsOfALostDeployment = 12;

/** So many requests of a run are sent again after a time-out: each takes long. */
export const timeOutsRetried = 3;

/** So many time-outs under one rule, and the rest of that rule is not sent: the rule has failed already. */
export const timeOutsOfARule = 3;

/** Bytes of target and headers that the usual servers take; some take no more than 8 KiB. */
export const largestHead = 7_500;
