/** Inject the `EventStore` the read models follow; hand in one that decrypts protected fields (D9). */
export const EVENT_STORE = Symbol('EVENT_STORE');

/** Inject, where somebody looks on, the `AroundBatch` of the projector. */
export const AROUND_BATCH = Symbol('AROUND_BATCH');

/** Inject the migrated TypeORM `DataSource` of the schema `read_models`. */
export const READ_MODELS_DATA_SOURCE = Symbol('READ_MODELS_DATA_SOURCE');
