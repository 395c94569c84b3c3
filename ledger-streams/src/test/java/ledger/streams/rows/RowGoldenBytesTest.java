package ledger.streams.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.account.Book;
import ledger.account.Grant;
import ledger.account.HoldStatus;
import ledger.account.Milestone;
import ledger.account.Posting;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.event.Booking;
import ledger.event.CreditsGranted;
import ledger.event.EntryRefunded;
import ledger.event.Rejection;
import ledger.event.RejectionCode;
import ledger.fold.Account;
import ledger.fold.PastEvent;
import ledger.message.Fingerprint;
import ledger.message.RequestField;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Bytes as stores hold them; a new format is a new test beside these, which stay as they are. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RowGoldenBytesTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final long TIME = 1_772_357_400_250L;
    private static final String HASH = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final Grant GRANT =
            new Grant(new GrantId(1), TransactionType.BONUS, Credits.of(20), 100, Grant.NEVER, TIME);
    private static final Booking BOOKING = new Booking(
            TransactionType.BONUS,
            Reason.WELCOME_BONUS,
            Credits.of(20).micros(),
            List.of(new Posting(
                    new Book.Issued(TransactionType.BONUS), new Book.Available(GRANT.id()), Credits.of(20))),
            List.of(GRANT),
            List.of(Milestone.WELCOMED),
            new Note("hé", null));
    private static final AccountRow ACCOUNT =
            new AccountRow(Account.EMPTY.evolve(new CreditsGranted(BOOKING, null), TIME), 1, 1, TIME, 7, HASH);

    private static final String ACCOUNT_V1 =
            "0301020200f4dadd8b95670e00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff020208ff"
                    + "b38913040280b489130100020880b48913c801f4dadd8b95670102f4dadd8b9567";
    private static final String EVENT_V1 =
            "03058e03f4dadd8b9567016b016101000208040280b489130100112233445566778899aabbccddeeff00112233445566"
                    + "778899aabbccddeeffd80401020200f4dadd8b95670e00112233445566778899aabbccddeeff00112233445566778899"
                    + "aabbccddeeff020208ffb38913040280b489130100020880b48913c801f4dadd8b95670102f4dadd8b9567080e80b489"
                    + "130368c3a90100020880b48913c801f4dadd8b9567010202";
    private static final String OUTCOME_V1 = "03010202888c90102801d804000a026e6f0108726571756972656414";

    @Test
    void an_account_of_format_1() {
        assertThat(hex(ACCOUNT.write())).isEqualTo(ACCOUNT_V1);
        assertThat(AccountRow.read(bytes(ACCOUNT_V1))).isEqualTo(ACCOUNT);
    }

    @Test
    void an_event_of_format_1() {
        PastEvent past = new PastEvent(
                ALICE,
                2,
                TIME,
                null,
                new IdempotencyKey("k"),
                "a",
                new EntryRefunded(BOOKING, new EntryId(ALICE, 1)),
                -1,
                HASH,
                new PastEvent.Since(new Credits(300), Credits.ZERO, HoldStatus.OPEN, 0));
        HistoryRow row = new HistoryRow(past, ACCOUNT);

        assertThat(hex(row.write())).isEqualTo(EVENT_V1);
        assertThat(HistoryRow.read(ALICE, 2, bytes(EVENT_V1))).isEqualTo(row);
    }

    @Test
    void an_outcome_of_format_1() {
        Map<RequestField, Integer> hashes =
                new TreeMap<>(Map.of(RequestField.KIND, 0x01020304, RequestField.CHARACTERS, -1));
        Rejection rejection = new Rejection(RejectionCode.INSUFFICIENT_CREDITS, "no", Map.of("required", 10L));
        OutcomeRow row = new OutcomeRow(new Fingerprint(hashes), 300, rejection);

        assertThat(hex(row.write())).isEqualTo(OUTCOME_V1);
        assertThat(OutcomeRow.read(bytes(OUTCOME_V1))).isEqualTo(row);
    }

    private static String hex(byte[] row) {
        return HexFormat.of().formatHex(row);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
