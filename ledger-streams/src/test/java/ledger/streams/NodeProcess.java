package ledger.streams;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.UnavailableException;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.CommandHeader;
import ledger.command.Cost;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.command.SpendCredits;
import ledger.decide.Rules;
import ledger.log.Answer;
import ledger.log.Outcome;
import ledger.query.AccountPage;
import ledger.query.AccountSummary;
import org.jspecify.annotations.Nullable;

/**
 * A node in a process of its own, so that it can be killed. It asks things of {@value #USERS} users until its standard
 * input ends, and says on standard output each answer that it gave, and at the end every account that it serves.
 */
public final class NodeProcess {
    public static final int USERS = 24;
    public static final int PARTITIONS = 4;
    private static final long PAUSE_MILLIS = 4;
    private static final int PAGE = 100;

    private NodeProcess() {}

    /** Arguments: bootstrap servers, state directory, port by which it is told from others, newest rules. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        KnownRules known =
                new KnownRules(Rules.of(Integer.parseInt(arguments[3])).orElseThrow(), "0.0." + arguments[3]);
        StreamsSettings settings = settings(arguments[0], Path.of(arguments[1]), Integer.parseInt(arguments[2]), known);
        LedgerNode node = LedgerNode.start(settings, Clock.systemUTC(), failure -> {
            System.err.println(failure.getMessage());
            failed.countDown();
        });
        CountDownLatch asked = new CountDownLatch(1);
        Thread ending = new Thread(() -> {
            awaitEnd();
            asked.countDown();
        });
        ending.setDaemon(true);
        ending.start();
        Random random = new Random();
        while (failed.getCount() > 0 && !asked.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            ask(node, random, System.out);
        }
        if (failed.getCount() > 0) {
            accounts(node, System.out);
        }
        node.close();
        System.exit(failed.getCount() > 0 ? 0 : 1);
    }

    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // What is written to it says nothing.
            }
        } catch (IOException gone) {
            System.err.println(gone);
        }
    }

    private static void ask(LedgerNode node, Random random, PrintStream out) {
        AccountId user = new AccountId("user-" + random.nextInt(USERS));
        LedgerCommand command = command(user, random);
        try {
            node.commandLog().append(command).whenComplete((answer, unknown) -> {
                if (answer instanceof Answer.Decided decided) {
                    boolean isRefused = decided.outcome() instanceof Outcome.Refused;
                    out.println("answer " + user.value() + " " + command.key().value() + " " + isRefused);
                }
            });
        } catch (UnavailableException | CompletionException notServed) {
            // Another node may serve it.
            out.flush();
        }
    }

    private static LedgerCommand command(AccountId user, Random random) {
        String id = UUID.randomUUID().toString();
        CommandHeader header =
                new CommandHeader(id, user, new IdempotencyKey(id), "tester", System.currentTimeMillis());
        Credits amount = new Credits(1 + random.nextInt(9_000_000));
        return switch (random.nextInt(4)) {
            case 0 -> new GrantCredits(header, TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, amount, Note.NONE);
            case 1 -> new PlaceHold(header, Cost.named(amount), 1, Reason.AI_CHAT, Note.NONE);
            default -> new SpendCredits(header, Reason.AI_CHAT, amount, Note.NONE);
        };
    }

    private static void accounts(LedgerNode node, PrintStream out) {
        @Nullable String cursor = null;
        do {
            AccountPage page = node.queries().accounts(cursor, PAGE);
            for (AccountSummary account : page.accounts()) {
                out.println("account " + account.balance().account().value() + " "
                        + account.balance().sequence() + " " + account.hash());
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        out.flush();
    }

    /** How each of these nodes works. */
    public static StreamsSettings settings(String bootstrapServers, Path state, int port, KnownRules known) {
        return new StreamsSettings(
                bootstrapServers,
                Map.of(),
                "rolling",
                PARTITIONS,
                1,
                0,
                1,
                200,
                false,
                state,
                URI.create("http://127.0.0.1:" + port),
                true,
                true,
                known,
                true);
    }
}
