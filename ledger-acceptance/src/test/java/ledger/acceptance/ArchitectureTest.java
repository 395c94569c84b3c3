package ledger.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The laws of DESIGN.md that a machine can hold. */
@AnalyzeClasses(packages = "ledger", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {
        "ledger",
        "ledger.command..",
        "ledger.decide..",
        "ledger.event..",
        "ledger.fold..",
        "ledger.log..",
        "ledger.pricing..",
        "ledger.query.."
    };

    @ArchTest
    static final ArchRule CORE_NEEDS_ONLY_THE_JDK = classes()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(concat(CORE, "java..", "org.jspecify.."));

    @ArchTest
    static final ArchRule CORE_READS_NO_CLOCK_RANDOM_ENVIRONMENT_OR_LOCALE = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Clock.class,
                    Locale.class,
                    Random.class,
                    Runtime.class,
                    System.class,
                    Thread.class,
                    ThreadLocalRandom.class,
                    TimeZone.class,
                    UUID.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now");

    /** Hash order differs from run to run; what is decided and stored may not. */
    @ArchTest
    static final ArchRule DECIDING_AND_FOLDING_KNOW_NO_HASH_ORDER = noClasses()
            .that()
            .resideInAnyPackage("ledger.decide..", "ledger.fold..", "ledger.event..", "ledger.command..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(HashMap.class, HashSet.class);

    @ArchTest
    static final ArchRule FOLDING_NEVER_DECIDES = noClasses()
            .that()
            .resideInAPackage("ledger.fold..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ledger.decide..");

    @ArchTest
    static final ArchRule HTTP_KNOWS_NO_KAFKA = noClasses()
            .that()
            .resideInAPackage("ledger.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ledger.streams..", "org.apache.kafka..", "ledger.broker..");

    @ArchTest
    static final ArchRule ONLY_HTTP_KNOWS_JAVALIN = noClasses()
            .that()
            .resideOutsideOfPackage("ledger.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javalin..");

    @ArchTest
    static final ArchRule JSON_IS_READ_AND_WRITTEN_AT_THE_EDGES = noClasses()
            .that()
            .resideInAnyPackage(
                    "ledger.streams",
                    "ledger.streams.topic..",
                    "ledger.streams.topology..",
                    "ledger.streams.query..",
                    "ledger.streams.store..",
                    "ledger.streams.price..",
                    "ledger.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    /** The store itself, and what makes it, aside. */
    @ArchTest
    static final ArchRule ONLY_PROCESSORS_WRITE_STORES = noClasses()
            .that()
            .resideOutsideOfPackage("ledger.streams.topology..")
            .and()
            .areNotAssignableTo(StateStore.class)
            .and()
            .areNotAssignableTo(StoreBuilder.class)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(KeyValueStore.class);

    /** Nothing expires by itself: due things are settled by commands. */
    @ArchTest
    static final ArchRule NO_PUNCTUATOR =
            noClasses().should().dependOnClassesThat().belongToAnyOf(Punctuator.class);

    /** What a command comes to depends on the commands before it and on nothing else. */
    @ArchTest
    static final ArchRule DECIDING_READS_NO_RATE_CARD_AND_NO_HTTP = noClasses()
            .that()
            .resideInAPackage("ledger.streams.topology..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ledger.streams.price..", "ledger.api..", "java.net.http..");

    @ArchTest
    static final ArchRule KAFKAS_INTERNALS_ARE_TOUCHED_BY_THE_BROKER_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("ledger.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka.server..", "org.apache.kafka.metadata..", "org.apache.kafka.server..");

    @ArchTest
    static final ArchRule CORE_HAS_NO_CYCLES =
            SlicesRuleDefinition.slices().matching("ledger.(*)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule STREAMS_HAS_NO_CYCLES = SlicesRuleDefinition.slices()
            .matching("ledger.streams.(*)")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule HTTP_HAS_NO_CYCLES =
            SlicesRuleDefinition.slices().matching("ledger.api.(*)").should().beFreeOfCycles();

    private static String[] concat(String[] packages, String... more) {
        String[] all = new String[packages.length + more.length];
        System.arraycopy(packages, 0, all, 0, packages.length);
        System.arraycopy(more, 0, all, packages.length, more.length);
        return all;
    }
}
