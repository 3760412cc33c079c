// Lets Node load TypeScript. Node 24 and newer strip types themselves; older ones get tsx, whose hooks slow every import
// down, those of packages too: once the sources are loaded it is let go.
let unregister = async () => {};

export async function loadTypeScript() {
  if (process.features.typescript && knowsUsing()) return;
  const { register } = await import('tsx/esm/api');
  unregister = register();
}

export async function releaseTypeScript() {
  await unregister();
  unregister = async () => {};
}

/** Node 22 strips types, but does not know the declarations with `using` that are left then. */
function knowsUsing() {
  try {
    return new Function('using nothing = null; return true;')();
  } catch {
    return false;
  }
}
