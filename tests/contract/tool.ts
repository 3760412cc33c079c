import manifest from '../../package.json' with { type: 'json' };

/** The name and version that reports and requests carry. */
export const tool = { name: manifest.name, version: manifest.version };
