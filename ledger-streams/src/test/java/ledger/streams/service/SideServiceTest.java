package ledger.streams.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class SideServiceTest {
    private static final long CLOSE_MILLIS = 10_000;

    @Test
    void what_fails_is_told_and_begins_again_even_without_memory() {
        AtomicInteger lives = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        try (SideService service = SideService.interruptible(
                "test",
                () -> {
                    if (lives.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                    never.await();
                },
                CLOSE_MILLIS)) {
            service.start();

            await().until(() -> lives.get() == 2 && service.status().isRunning());
            assertThat(service.status().restarts()).isEqualTo(1);
            assertThat(service.status().failure()).contains("Java heap space");
        }
    }

    @Test
    void one_that_is_closed_has_ended_and_does_not_begin_again() {
        AtomicInteger lives = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        SideService service = SideService.interruptible(
                "test",
                () -> {
                    lives.incrementAndGet();
                    never.await();
                },
                CLOSE_MILLIS);
        service.start();
        await().until(() -> lives.get() == 1);

        service.close();

        assertThat(service.status()).isEqualTo(new ServiceStatus("test", false, 0, null));
        assertThat(lives).hasValue(1);
    }

    @Test
    void a_life_that_begins_while_it_is_closed_is_stopped() {
        CountDownLatch isBeginning = new CountDownLatch(1);
        CountDownLatch isClosing = new CountDownLatch(1);
        CountDownLatch isStopped = new CountDownLatch(1);
        SideService service = new SideService(
                "test",
                () -> {
                    isBeginning.countDown();
                    awaitUninterrupted(isClosing);
                    return new SideService.Life() {
                        @Override
                        public void run() throws InterruptedException {
                            isStopped.await();
                        }

                        @Override
                        public void stop() {
                            isStopped.countDown();
                        }
                    };
                },
                CLOSE_MILLIS);
        service.start();
        // One that is closed before it has begun has no life at all.
        awaitUninterrupted(isBeginning);
        Thread closing = new Thread(service::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);

        isClosing.countDown();

        await().until(() -> !closing.isAlive());
        assertThat(isStopped.getCount()).isZero();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
