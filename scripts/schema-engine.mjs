// Prisma's schema engine as WebAssembly, so that migrations can be written and checked without its native binary.
import { readFileSync } from 'node:fs';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

const root = new URL('../', import.meta.url);
export const databases = ['sqlite', 'postgresql'];
export const noFilters = { externalTables: [], externalEnums: [] };

/** The schema file of a database in the form in which the engine takes it. */
export function schemaFiles(database) {
  const path = `prisma/schema.${database}.prisma`;
  return { files: [{ path, content: readFileSync(new URL(path, root), 'utf8') }] };
}

/** An engine on the given database. It only connects when a command needs the database. */
export async function openSchemaEngine(database, databaseUrl) {
  const factory = database === 'sqlite' ? sqliteFactory(databaseUrl) : postgresqlFactory(databaseUrl);
  const bindings = await loadEngine();
  const datamodels = schemaFiles(database).files.map(({ path, content }) => [path, content]);
  return bindings.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
}

// The engine sends whole scripts as one statement, which better-sqlite3 refuses.
function sqliteFactory(url) {
  return patchAdapters(new PrismaBetterSqlite3({ url }), (adapter) => {
    const executeRaw = adapter.executeRaw.bind(adapter);
    adapter.executeRaw = (query) =>
      query.args.length === 0 ? adapter.executeScript(query.sql).then(() => 0) : executeRaw(query);
  });
}

// The adapter does not know PostgreSQL's one-byte "char" (18), which the catalogue tables have; it reads as text (25).
function postgresqlFactory(connectionString) {
  return patchAdapters(new PrismaPg({ connectionString }), (adapter) => {
    const performIO = adapter.performIO.bind(adapter);
    adapter.performIO = async (query) => {
      const result = await performIO(query);
      for (const field of result.fields) if (field.dataTypeID === 18) field.dataTypeID = 25;
      return result;
    };
  });
}

function patchAdapters(factory, patch) {
  for (const method of ['connect', 'connectToShadowDb']) {
    const connect = factory[method].bind(factory);
    factory[method] = async () => {
      const adapter = await connect();
      patch(adapter);
      return adapter;
    };
  }
  return factory;
}

let loaded;
async function loadEngine() {
  loaded ??= (async () => {
    const folder = new URL('node_modules/@prisma/schema-engine-wasm/', root);
    // The package's own entry imports the .wasm file as a module, which Node does not do.
    const bindings = await import(new URL('schema_engine_bg.js', folder).href);
    const module = new WebAssembly.Module(readFileSync(new URL('schema_engine_bg.wasm', folder)));
    const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': bindings });
    bindings.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
    return bindings;
  })();
  return loaded;
}
