package ledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.message.Fingerprint;
import ledger.message.RequestField;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FingerprintTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final CommandHeader HEADER = new CommandHeader("c-1", ALICE, new IdempotencyKey("k"), "service-a");
    private static final CommandHeader RETRY = new CommandHeader("c-2", ALICE, new IdempotencyKey("k"), "service-b");

    @Test
    void a_retry_by_another_actor_at_another_time_is_the_same_request() {
        Fingerprint first = CommandTypes.fingerprint(usage(HEADER, "1500", 1L));
        Fingerprint retry = CommandTypes.fingerprint(usage(RETRY, "1500.0", 2L));

        assertThat(first.firstDifference(retry)).isEmpty();
        assertThat(first).isEqualTo(retry);
    }

    @Test
    void the_first_differing_field_is_named_in_field_order() {
        Fingerprint first = CommandTypes.fingerprint(spend(10, "lunch"));

        assertThat(first.firstDifference(CommandTypes.fingerprint(spend(11, "dinner"))))
                .contains(RequestField.AMOUNT);
        assertThat(first.firstDifference(CommandTypes.fingerprint(spend(10, "dinner"))))
                .contains(RequestField.DESCRIPTION);
        assertThat(first.firstDifference(CommandTypes.fingerprint(usage(HEADER, "1", 1L))))
                .contains(RequestField.KIND);
    }

    @Test
    void a_field_that_only_one_request_has_differs() {
        Fingerprint without = CommandTypes.fingerprint(spend(10, null));
        Fingerprint with = CommandTypes.fingerprint(spend(10, "lunch"));

        assertThat(without.firstDifference(with)).contains(RequestField.DESCRIPTION);
        assertThat(with.firstDifference(without)).contains(RequestField.DESCRIPTION);
    }

    @Test
    void giving_and_taking_the_same_amount_are_both_add_and_differ_in_the_amount() {
        Credits ten = Credits.of(10);
        GrantCredits give =
                new GrantCredits(HEADER, TransactionType.ADJUSTMENT, Reason.MANUAL_ADJUSTMENT, ten, Note.NONE);
        DeductCredits take = new DeductCredits(HEADER, Reason.MANUAL_ADJUSTMENT, ten, Note.NONE);

        assertThat(CommandTypes.fingerprint(give).firstDifference(CommandTypes.fingerprint(take)))
                .contains(RequestField.AMOUNT);
    }

    @Test
    void a_refund_of_the_rest_is_not_a_refund_of_an_amount() {
        EntryId entry = new EntryId(ALICE, 7);
        RefundEntry rest = new RefundEntry(HEADER, entry, null, null, Note.NONE, null);
        RefundEntry part = new RefundEntry(HEADER, entry, Credits.of(1), null, Note.NONE, null);

        assertThat(CommandTypes.fingerprint(rest).hashes())
                .containsOnlyKeys(RequestField.KIND, RequestField.TRANSACTION_ID);
        assertThat(CommandTypes.fingerprint(rest).firstDifference(CommandTypes.fingerprint(part)))
                .contains(RequestField.AMOUNT);
    }

    private static SpendCredits spend(long credits, @Nullable String description) {
        return new SpendCredits(HEADER, Reason.AI_CHAT, Credits.of(credits), new Note(description, null));
    }

    private static ChargeUsage usage(CommandHeader header, String tokens, long usedAtMillis) {
        Usage usage = new Usage(new ModelId("openai", "gpt-4"), Map.of(Meter.TOKEN_COUNT, new BigDecimal(tokens)));
        return new ChargeUsage(header, usage, Reason.MODEL_USAGE, false, Note.NONE, usedAtMillis, null, null);
    }
}
