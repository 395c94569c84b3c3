package ledger.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
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
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The laws of the structure that a machine can hold. */
@AnalyzeClasses(
        packages = "ledger",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoJarsOfTests.class})
class ArchitectureTest {
    /** What other modules share for their tests comes as a jar. */
    static final class NoJarsOfTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    /**
     * By where it is built, so that a new package is held from its first class on. The executable has a copy of each
     * module beside it, and which of the two is found depends on the path of the checkout.
     */
    private static final DescribedPredicate<JavaClass> IN_CORE = DescribedPredicate.describe(
            "in ledger-core",
            type -> type.getSource()
                    .map(source -> source.getUri().toString().matches(".*/ledger-core(/target/|-[0-9][^/]*[.]jar!/).*"))
                    .orElse(false));

    @ArchTest
    static final ArchRule CORE_NEEDS_ONLY_THE_JDK = classes()
            .that(IN_CORE)
            .should()
            .onlyDependOnClassesThat(IN_CORE.or(resideInAnyPackage("java..", "org.jspecify.."))
                    .or(describe("arrays", JavaClass::isArray)));

    @ArchTest
    static final ArchRule CORE_READS_NO_CLOCK_RANDOM_ENVIRONMENT_OR_LOCALE = noClasses()
            .that(IN_CORE)
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
    static final ArchRule CORE_KNOWS_NO_HASH_ORDER =
            noClasses().that(IN_CORE).should().dependOnClassesThat().belongToAnyOf(HashMap.class, HashSet.class);

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
                    "ledger.streams.append..",
                    "ledger.streams.decide..",
                    "ledger.streams.progress..",
                    "ledger.streams.query..",
                    "ledger.streams.rows..",
                    "ledger.streams.start..",
                    "ledger.streams.steer..",
                    "ledger.streams.store..",
                    "ledger.streams.price..",
                    "ledger.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    /** The stores themselves, and the rows that wait before them, aside. */
    @ArchTest
    static final ArchRule ONLY_PROCESSORS_WRITE_STORES = noClasses()
            .that()
            .resideOutsideOfPackages("ledger.streams.decide..", "ledger.streams.store..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(KeyValueStore.class);

    /** Nothing expires by itself: due things are settled by commands. */
    @ArchTest
    static final ArchRule NO_PUNCTUATOR = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Punctuator.class, Cancellable.class)
            .orShould()
            // A lambda names no type that it becomes.
            .callMethodWhere(
                    target(name("schedule")).and(target(owner(resideInAPackage("org.apache.kafka.streams..")))));

    /** What a command comes to depends on the commands before it and on nothing else. */
    @ArchTest
    static final ArchRule DECIDING_READS_NO_RATE_CARD_AND_NO_HTTP = noClasses()
            .that()
            .resideInAnyPackage(
                    "ledger.streams.append..",
                    "ledger.streams.decide..",
                    "ledger.streams.progress..",
                    "ledger.streams.start..",
                    "ledger.streams.steer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ledger.streams.price..", "ledger.api..", "java.net.http..");

    @ArchTest
    static final ArchRule KAFKAS_SERVER_IS_TOUCHED_BY_THE_BROKER_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("ledger.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "kafka..",
                    "org.apache.kafka.controller..",
                    "org.apache.kafka.coordinator..",
                    "org.apache.kafka.image..",
                    "org.apache.kafka.metadata..",
                    "org.apache.kafka.network..",
                    "org.apache.kafka.raft..",
                    "org.apache.kafka.server..",
                    "org.apache.kafka.storage..");

    /**
     * What Kafka may change in any release. Headers are the exception: records are made with them, and Kafka has no
     * other way to make one.
     */
    @ArchTest
    static final ArchRule KAFKAS_INTERNALS_ARE_TOUCHED_BY_THE_STORE_ALONE = noClasses()
            .that()
            .resideOutsideOfPackages("ledger.broker..", "ledger.streams.store")
            .should()
            .dependOnClassesThat(resideInAPackage("org.apache.kafka..internals..")
                    .and(resideOutsideOfPackage("org.apache.kafka.common.header.internals")));

    /** What becomes of each member of a closed family is a method of the family, which the compiler holds complete. */
    @ArchTest
    static final ArchRule NO_CHAIN_OF_INSTANCEOF = classes().should(new NoInstanceofChain());

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
            SlicesRuleDefinition.slices().matching("ledger.api.(**)").should().beFreeOfCycles();
}
