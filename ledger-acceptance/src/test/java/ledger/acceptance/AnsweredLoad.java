package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.UnavailableException;
import ledger.account.AlertRule;
import ledger.account.AlertRules;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.CommandHeader;
import ledger.command.Cost;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.command.RefundEntry;
import ledger.command.SetAlerts;
import ledger.command.SpendCredits;
import ledger.command.VoidHold;
import ledger.log.Answer;
import ledger.log.Outcome;
import ledger.query.Balance;
import ledger.query.DayTotals;
import ledger.streams.LedgerNode;

/** Commands of many kinds, and what was answered: what must hold for ever, whatever is lost. */
final class AnsweredLoad {
    static final List<AccountId> ACCOUNTS = List.of("ann", "bob", "u1", "u2", "u3", "u4", "u5", "u6").stream()
            .map(AccountId::new)
            .toList();

    private static final int AT_ONCE = 16;
    /** Each waits for ten seconds. */
    private static final int ATTEMPTS_MAX = 6;

    private final Map<String, LedgerCommand> commands = new LinkedHashMap<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final Random random;
    private Map<AccountId, Balance> balances = Map.of();
    private Map<AccountId, List<DayTotals>> days = Map.of();
    private int sent;

    AnsweredLoad(long seed) {
        random = new Random(seed);
    }

    /** Sends so many commands, some of them twice, and remembers their answers. */
    void run(LedgerNode node, LedgerTopics topics, int count) {
        for (int i = 0; i < count; i += AT_ONCE) {
            Map<String, CompletableFuture<Answer>> answers = new LinkedHashMap<>();
            for (int j = 0; j < AT_ONCE; j++) {
                LedgerCommand command = next();
                commands.put(command.key().value(), command);
                answers.put(
                        command.key().value(), node.commandLog().append(command).toCompletableFuture());
            }
            answers.forEach(
                    (key, answer) -> outcomes.put(key, ((Answer.Decided) answered(node, key, answer)).outcome()));
            String repeated = List.copyOf(answers.keySet()).get(random.nextInt(AT_ONCE));
            answered(node, repeated, retry(node, repeated));
            topics.send("ledger.commands", random.nextInt(2), bytes("nobody"), bytes("{\"no\":\"command\"}"));
        }
        balances = balances(node);
        days = days(node);
    }

    /** Requires that everything answered stands: answers, balances and statistics. */
    void requireAllStands(LedgerNode node, String where) {
        assertThat(comparable(balances(node))).as("%s: balances", where).isEqualTo(comparable(balances));
        assertThat(days(node)).as("%s: statistics", where).isEqualTo(days);
        Map<String, CompletableFuture<Answer>> again = new LinkedHashMap<>();
        outcomes.forEach((key, outcome) -> again.put(key, retry(node, key)));
        again.forEach((key, answer) -> {
            Answer.Decided decided = (Answer.Decided) answered(node, key, answer);
            assertThat(decided.repeated()).as("%s: %s is known", where, key).isTrue();
            assertThat(decided.outcome()).as("%s: %s", where, key).isEqualTo(outcomes.get(key));
        });
        assertThat(comparable(balances(node)))
                .as("%s: balances after retries", where)
                .isEqualTo(comparable(balances));
    }

    /** An answer that is late is asked for again, as the ledger tells its callers. */
    private Answer answered(LedgerNode node, String key, CompletableFuture<Answer> first) {
        CompletableFuture<Answer> answer = first;
        for (int attempt = 1; ; attempt++) {
            try {
                return answer.join();
            } catch (CompletionException late) {
                if (!(late.getCause() instanceof UnavailableException) || attempt == ATTEMPTS_MAX) {
                    throw late;
                }
                answer = retry(node, key);
            }
        }
    }

    private CompletableFuture<Answer> retry(LedgerNode node, String key) {
        return node.commandLog()
                .append(Objects.requireNonNull(commands.get(key), key))
                .toCompletableFuture();
    }

    private LedgerCommand next() {
        AccountId account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
        CommandHeader header = header(account);
        return switch (random.nextInt(8)) {
            case 0, 1 ->
                new GrantCredits(header, TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, some(90), Note.NONE);
            // Longer than the whole matrix of cuts takes: a hold that ends in between is a difference, and no loss.
            case 2 ->
                new PlaceHold(header, Cost.named(some(9)), PlaceHold.EXPIRES_IN_SECONDS_MAX, Reason.AI_CHAT, Note.NONE);
            case 3 -> voidOrRefund(header);
            case 4 ->
                new SetAlerts(
                        header,
                        new AlertRules(List.of(AlertRule.remaining("low", AlertRule.Threshold.amount(some(60))))));
            default -> new SpendCredits(header, Reason.AI_CHAT, some(40), Note.NONE);
        };
    }

    /** Of something that happened before, where it finds something. */
    private LedgerCommand voidOrRefund(CommandHeader header) {
        for (Outcome outcome : outcomes.values()) {
            if (outcome instanceof Outcome.OfHold hold
                    && hold.hold().account().equals(header.account())
                    && random.nextInt(3) == 0) {
                return new VoidHold(header, hold.hold().terms().id());
            }
            if (outcome instanceof Outcome.Accepted accepted
                    && accepted.entry().id().account().equals(header.account())
                    && random.nextInt(20) == 0) {
                return new RefundEntry(header, accepted.entry().id(), null, null, Note.NONE, null);
            }
        }
        return new SpendCredits(header, Reason.AI_CHAT, Credits.of(1_000_000), Note.NONE);
    }

    private CommandHeader header(AccountId account) {
        sent++;
        return new CommandHeader("id-" + sent, account, new IdempotencyKey("key-" + sent), "tester");
    }

    private Credits some(int most) {
        return Credits.of(1 + random.nextInt(most));
    }

    private static Map<AccountId, Balance> balances(LedgerNode node) {
        Map<AccountId, Balance> found = new LinkedHashMap<>();
        ACCOUNTS.forEach(account -> found.put(account, node.queries().balance(account)));
        return found;
    }

    /** All but the moment at which it was asked for. */
    private static List<String> comparable(Map<AccountId, Balance> balances) {
        List<String> texts = new ArrayList<>();
        balances.values().forEach(balance -> texts.add(balance.toString().replaceAll("asOfMillis=\\d+", "")));
        return texts;
    }

    private static Map<AccountId, List<DayTotals>> days(LedgerNode node) {
        Map<AccountId, List<DayTotals>> found = new LinkedHashMap<>();
        for (AccountId account : ACCOUNTS) {
            node.queries().derived(account).toCompletableFuture().join();
            found.put(account, node.queries().days(account, 0, Integer.MAX_VALUE));
        }
        return found;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
