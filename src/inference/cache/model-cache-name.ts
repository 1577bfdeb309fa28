/** Name of the Cache Storage that holds every model of an origin; pages may delete it to free the space. */
export const MODEL_CACHE = 'attar-models';
