package ledger.streams.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ledger.Credits;
import ledger.GrantId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.account.Book;
import ledger.account.Grant;
import ledger.account.Posting;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.event.Booking;
import ledger.event.CreditsGranted;
import ledger.event.Rejection;
import ledger.event.RejectionCode;
import ledger.fold.Account;
import ledger.fold.PastEvent;
import ledger.message.Fingerprint;
import ledger.message.RequestField;
import ledger.streams.json.Decoded;
import ledger.streams.wire.CommandCodec;
import ledger.streams.wire.EventCodec;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RowBoundsTest {
    private static final long TIME = 1_772_357_400_250L;
    private static final Grant PURCHASE =
            new Grant(new GrantId(1), TransactionType.PURCHASE, Credits.of(100), 100, Grant.NEVER, TIME);
    private static final Booking BOOKING = new Booking(
            TransactionType.PURCHASE,
            Reason.MANUAL_ADJUSTMENT,
            Credits.of(100).micros(),
            List.of(new Posting(
                    new Book.Issued(TransactionType.PURCHASE), new Book.Available(PURCHASE.id()), Credits.of(100))),
            List.of(PURCHASE),
            List.of(),
            Note.NONE);

    @Test
    void an_account_with_one_grant_is_small() {
        Account account = Account.EMPTY.evolve(new CreditsGranted(BOOKING, null), TIME);

        byte[] row = new AccountRow(account, 1, 1, TIME, 1_000_000, "ab".repeat(32)).write();

        assertThat(row).hasSizeLessThan(100);
    }

    @Test
    void an_entry_and_an_outcome_are_small() {
        PastEvent entry = new PastEvent(
                LargestRows.USER,
                1,
                TIME,
                null,
                new IdempotencyKey("8b7f6f0c-2c1e-4a39-9a58-6f1b2c3d4e5f"),
                "chat-service",
                new CreditsGranted(BOOKING, null),
                Credits.of(100).micros(),
                "ab".repeat(32),
                PastEvent.Since.NOTHING);
        Map<RequestField, Integer> fields = new EnumMap<>(RequestField.class);
        for (RequestField field : List.of(RequestField.KIND, RequestField.AMOUNT, RequestField.REASON)) {
            fields.put(field, field.hashCode());
        }

        assertThat(new HistoryRow(entry, null).write()).hasSizeLessThan(160);
        assertThat(new OutcomeRow(new Fingerprint(fields), 1, null).write()).hasSizeLessThan(28);
    }

    @Test
    void the_largest_account_is_within_its_bound() {
        byte[] row = LargestRows.account().write();

        assertThat(row).hasSizeLessThan(RowBounds.ACCOUNT_BYTES_MAX);
        assertThat(AccountRow.read(row)).isEqualTo(LargestRows.account());
    }

    @Test
    void the_largest_entry_is_within_its_bound_and_is_read_again() {
        for (String character : LargestRows.characters()) {
            HistoryRow largest = LargestRows.history(character);

            byte[] row = largest.write();

            assertThat(row).hasSizeLessThan(RowBounds.ENTRY_BYTES_MAX);
            assertThat(HistoryRow.read(
                            StoreKeys.history(LargestRows.USER, largest.past().sequence()), row))
                    .isEqualTo(largest);
        }
    }

    @Test
    void the_largest_outcome_is_within_its_bound() {
        Map<RequestField, Integer> fields = new EnumMap<>(RequestField.class);
        for (RequestField field : RequestField.values()) {
            fields.put(field, -1);
        }
        Map<String, Long> amounts =
                Map.of("required", Long.MAX_VALUE, "available", Long.MIN_VALUE, "shortfall", Long.MAX_VALUE);
        Rejection rejection = new Rejection(RejectionCode.INSUFFICIENT_CREDITS, "x".repeat(500), amounts);

        assertThat(new OutcomeRow(new Fingerprint(fields), Long.MAX_VALUE, rejection).write())
                .hasSizeLessThan(RowBounds.OUTCOME_BYTES_MAX);
    }

    @Test
    void the_largest_event_is_within_its_bound() {
        for (String character : LargestRows.characters()) {
            assertThat(EventCodec.publish(LargestRows.event(character)).json()).hasSizeLessThan(EventCodec.BYTES_MAX);
            assertThat(EventCodec.publish(LargestRows.placed(character)).json()).hasSizeLessThan(EventCodec.BYTES_MAX);
        }
    }

    @Test
    void the_largest_command_is_read() {
        for (String character : LargestRows.characters()) {
            byte[] json = CommandCodec.write(LargestRows.command(character));

            assertThat(json).hasSizeLessThan(CommandCodec.BYTES_MAX / 2);
            assertThat(CommandCodec.read(json)).isInstanceOf(Decoded.Valid.class);
        }
    }
}
