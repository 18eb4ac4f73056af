package dev.portcullis.aws.eventbridge;

import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.aws.sdk.SdkFailures;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Puts alerts on an event bus; when it returns, the bus has accepted each of them.
 *
 * <p>An event has the source {@code portcullis} and the detail type {@code Alert}. Its detail says
 * which rule, how urgent, what was observed and which events show it; pseudonyms and networks stay
 * in the log, where an erasure reaches them. A call may be half done or done twice: the alert's id
 * tells. API: PutEvents (2015-10-07). Safe for concurrent use.
 */
public final class EventBridgeAlerts implements Consumer<List<AlertRaised>> {
  private static final int MOST_ENTRIES = 10;
  private static final int MOST_EVENTS = 32;

  private final EventBridgeClient client;
  private final String bus;

  /**
   * A bus.
   *
   * @param client closed by whoever made it
   * @param bus its ARN
   */
  public EventBridgeAlerts(EventBridgeClient client, String bus) {
    this.client = client;
    this.bus = bus;
  }

  /**
   * Sends alerts, in order, as many calls as it takes.
   *
   * @throws PortException if one of them is not known to be accepted; send all of them again then
   */
  @Override
  public void accept(List<AlertRaised> alerts) {
    for (int from = 0; from < alerts.size(); from += MOST_ENTRIES) {
      put(alerts.subList(from, Math.min(alerts.size(), from + MOST_ENTRIES)));
    }
  }

  private void put(List<AlertRaised> alerts) {
    PutEventsRequest request =
        PutEventsRequest.builder().entries(alerts.stream().map(this::entry).toList()).build();
    try {
      refuseHalves(client.putEvents(request), alerts.size());
    } catch (SdkException e) {
      throw SdkFailures.write("put " + alerts.size() + " alerts", e);
    }
  }

  /** The service answers 200 although it did not take every entry. */
  private static void refuseHalves(PutEventsResponse response, int sent) {
    if (response.failedEntryCount() != null
        && response.failedEntryCount() == 0
        && response.entries().size() == sent
        && response.entries().stream().allMatch(one -> one.eventId() != null)) {
      return;
    }
    String reason =
        response.entries().stream()
            .map(one -> one.errorCode() == null ? "" : one.errorCode())
            .filter(code -> code.matches("[A-Za-z]{1,64}"))
            .findFirst()
            .orElse("");
    throw new PortException(
        switch (reason) {
          case "ThrottlingException" -> Code.THROTTLED;
          case "AccessDeniedException", "NotAuthorizedForSourceException" -> Code.DENIED;
          case "InvalidArgument", "MalformedDetail", "InvalidAccountIdException" -> Code.INVALID;
          default -> Code.UNAVAILABLE;
        },
        "put " + sent + " alerts: not all were taken " + reason);
  }

  private PutEventsRequestEntry entry(AlertRaised alert) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("alert_id", alert.alertId());
    detail.put("rule", alert.rule());
    detail.put("urgency", alert.urgency().name().toLowerCase(Locale.ROOT));
    detail.put("observed", alert.observed());
    detail.put("threshold", alert.threshold());
    detail.put("events", alert.events().stream().limit(MOST_EVENTS).toList());
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source("portcullis")
        .detailType("Alert")
        .time(alert.at())
        .detail(StrictJson.write(detail))
        .build();
  }
}
