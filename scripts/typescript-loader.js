// Lets Node load TypeScript. Node 22.18 and newer strip types themselves; older ones get tsx, whose hooks slow every
// import down, those of packages too: once the sources are loaded it is let go.
let unregister = async () => {};

export async function loadTypeScript() {
  if (process.features.typescript) return;
  const { register } = await import('tsx/esm/api');
  unregister = register();
}

export async function releaseTypeScript() {
  await unregister();
  unregister = async () => {};
}
