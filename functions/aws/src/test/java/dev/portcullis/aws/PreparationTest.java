package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.authorization.PolicyDecider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The policies are what counts; a rehearsal changes nothing, whatever becomes of it. */
final class PreparationTest {
  private static final Environment RUNNING = new Environment(Map.of());
  private static final Environment SNAPSHOT =
      new Environment(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));

  private final PolicyDecider policies = new PolicyDecider();
  private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch ended = new CountDownLatch(2);

  /** Remembers its steps, and what each then does. */
  private final class Told implements Preparation.Rehearsed {
    private final Preparation.Rehearsed then;

    Told(Preparation.Rehearsed then) {
      this.then = then;
    }

    @Override
    public void signature() throws Exception {
      steps.add("signature");
      try {
        then.signature();
      } finally {
        ended.countDown();
      }
    }

    @Override
    public void call(PolicyDecider given) throws Exception {
      assertSame(policies, given);
      steps.add("call");
      try {
        then.call(given);
      } finally {
        ended.countDown();
      }
    }
  }

  /** Fails in both steps. */
  private record Failing(Throwable failure) implements Preparation.Rehearsed {
    @Override
    public void signature() throws Exception {
      fail();
    }

    @Override
    public void call(PolicyDecider given) throws Exception {
      fail();
    }

    private void fail() throws Exception {
      if (failure instanceof Exception exception) {
        throw exception;
      }
      throw (Error) failure;
    }
  }

  @Test
  void aRehearsalThatFailsChangesNothing() {
    List<Throwable> failures =
        List.of(
            new Exception("planted"),
            new IllegalStateException("planted"),
            new ExceptionInInitializerError("planted"),
            new StackOverflowError());
    for (Throwable failure : failures) {
      for (Environment environment : List.of(RUNNING, SNAPSHOT)) {
        Preparation preparation =
            Preparation.of(environment, () -> policies, new Told(new Failing(failure)));
        assertSame(policies, preparation.decider(), failure.toString());
      }
    }
  }

  @Test
  void nothingWaitsForARehearsal() throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    Preparation.Rehearsed waiting =
        new Preparation.Rehearsed() {
          @Override
          public void signature() throws InterruptedException {
            open.await();
          }

          @Override
          public void call(PolicyDecider given) throws InterruptedException {
            open.await();
          }
        };
    Preparation preparation = Preparation.of(RUNNING, () -> policies, new Told(waiting));
    assertSame(policies, preparation.decider());
    assertEquals(2, ended.getCount());
    open.countDown();
    assertEquals(true, ended.await(1, TimeUnit.MINUTES));
  }

  @Test
  void policiesThatDoNotLoadAreToldAndNothingIsRehearsedWithThem() {
    for (Environment environment : List.of(RUNNING, SNAPSHOT)) {
      MisconfiguredException planted = new MisconfiguredException("planted");
      Preparation preparation =
          Preparation.of(
              environment,
              () -> {
                throw planted;
              },
              new Told(new Failing(new Exception())));
      assertSame(planted, assertThrows(MisconfiguredException.class, preparation::decider));
    }
    assertEquals(0, Collections.frequency(steps, "call"));
  }

  @Test
  void aSnapshotIsNotStoredBeforeAllOfItIsOver() {
    Thread start = Thread.currentThread();
    List<Thread> rehearsed = new ArrayList<>();
    Preparation.of(
        SNAPSHOT,
        () -> policies,
        new Preparation.Rehearsed() {
          @Override
          public void signature() {
            steps.add("signature");
          }

          @Override
          public void call(PolicyDecider given) {
            rehearsed.add(Thread.currentThread());
          }
        });
    assertEquals(List.of(start), rehearsed);
    assertEquals(List.of(), steps);
  }
}
