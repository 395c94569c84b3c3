package ledger.cli.load;

import ledger.AccountId;
import ledger.IdempotencyKey;
import ledger.streams.ingest.UsageKey;

/**
 * A usage as it is published: a CloudEvent.
 *
 * @param id of the event, stable over loads
 * @param account who used it
 * @param json the event in structured form
 */
record UsageCloudEvent(String id, AccountId account, String json) {
    /** Where events of this command come from; with the id and the user it is what makes an event the same. */
    static final String SOURCE = "/ledger/load";
    /** Of a record that is one event in structured form. */
    static final String CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";

    /** The key under which the ledger knows it. */
    IdempotencyKey key() {
        return UsageKey.of(SOURCE, id);
    }
}
