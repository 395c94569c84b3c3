/** The topics of the ledger, how they are made and checked, and how clients of Kafka are set up and waited for. */
@NullMarked
package ledger.streams.topic;

import org.jspecify.annotations.NullMarked;
