package org.jelastix.runtime.parallel;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JobQueueTest {
  private static final Job JOB = new Job(1, i -> {}, 1);

  private final JobQueue queue = new JobQueue();

  @Test
  void givesAJobToAsManyThreadsAsAskedFor() {
    queue.add(JOB, 2);
    assertSame(JOB, queue.next());
    assertSame(JOB, queue.next());
  }

  @Test
  void wakesAThreadThatSleeps() throws Exception {
    CompletableFuture<Job> next = CompletableFuture.supplyAsync(queue::next);
    Thread.sleep(50); // more than a thread looks for work before it sleeps
    queue.add(JOB, 1);
    assertSame(JOB, next.get(10, TimeUnit.SECONDS));
  }

  @Test
  void letsAllGoWhenClosed() throws Exception {
    CompletableFuture<Job> asleep = CompletableFuture.supplyAsync(queue::next);
    Thread.sleep(50);
    queue.close();
    assertNull(asleep.get(4, TimeUnit.SECONDS));
    assertNull(queue.next());
  }
}
