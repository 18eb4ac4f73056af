package dev.portcullis.local.policy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.DateTime;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.IpAddress;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.authorization.AccessRequest;
import dev.portcullis.authorization.DecisionReason;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Asks cedar-java what our decider was asked, and reads its answer by our rule about errors. */
final class CedarOracle {
  private final PolicySet policies;
  private final Map<String, Entity> models = new HashMap<>();
  private final Set<Entity> actions = new HashSet<>();
  private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();

  CedarOracle(Map<String, String> files) throws Exception {
    Set<Policy> all = new HashSet<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (file.getKey().endsWith(".cedar")) {
        for (PolicyText text : PolicyText.split(file.getKey(), file.getValue())) {
          all.add(new Policy(text.text(), text.id().orElseThrow()));
        }
      } else if (file.getKey().endsWith(".entities.json")) {
        for (JsonNode model : new ObjectMapper().readTree(file.getValue())) {
          models.put(model.get("uid").get("id").asText(), Entity.parse(model.toString()));
        }
      }
    }
    policies = new PolicySet(all);
    policies.cache();
    for (String action : new String[] {"invoke", "send"}) {
      actions.add(new Entity(uid("Action", action), Set.of(uid("Action", "use_model"))));
    }
  }

  /** Our reason and the sorted policies, as cedar-java's answer implies them. */
  String answer(AccessRequest request) throws Exception {
    Entity model = models.get(request.resourceId());
    if (request.resourceType().equals("Model") && model == null) {
      return DecisionReason.UNKNOWN_RESOURCE + " []";
    }
    Map<String, Value> attributes = values(request.principal().attributes());
    attributes.put("tenant", new PrimString(request.principal().tenant()));
    Set<EntityUID> roles = new HashSet<>();
    request.principal().roles().forEach(role -> roles.add(uid("Role", role)));
    EntityUID principal = uid(request.principal().type(), request.principal().id());
    EntityUID resource = uid(request.resourceType(), request.resourceId());
    Map<String, Value> known = new HashMap<>(model == null ? Map.of() : model.attrs);
    known.putAll(values(request.resourceAttributes()));
    Set<Entity> entities = new HashSet<>(actions);
    entities.add(new Entity(principal, attributes, roles));
    entities.add(new Entity(resource, known, model == null ? Set.of() : model.parentsEUIDs));
    AuthorizationSuccessResponse response =
        engine
            .isAuthorized(
                new AuthorizationRequest(
                    principal,
                    uid("Action", request.action()),
                    resource,
                    values(request.context())),
                policies,
                entities)
            .success
            .orElseThrow();
    Set<String> failed = new TreeSet<>();
    response.getErrors().forEach(error -> failed.add(error.getPolicyId()));
    Set<String> reasons = new TreeSet<>(response.getReason());
    if (!failed.isEmpty()) {
      return DecisionReason.EVALUATION_ERROR + " " + failed;
    } else if (response.isAllowed()) {
      return DecisionReason.PERMITTED + " " + reasons;
    }
    return (reasons.isEmpty() ? DecisionReason.NOT_PERMITTED : DecisionReason.FORBIDDEN)
        + " "
        + reasons;
  }

  private static EntityUID uid(String type, String id) {
    return EntityTypeName.parse(type).orElseThrow().of(id);
  }

  private static Map<String, Value> values(Map<String, Object> in) {
    Map<String, Value> out = new HashMap<>();
    in.forEach((name, value) -> out.put(name, value(value)));
    return out;
  }

  private static Value value(Object value) {
    if (value instanceof String text) {
      return new PrimString(text);
    } else if (value instanceof Boolean truth) {
      return new PrimBool(truth);
    } else if (value instanceof Number number) {
      return new PrimLong(number.longValue());
    } else if (value instanceof Instant time) {
      return new DateTime(time.toString());
    } else if (value instanceof Collection<?> many) {
      CedarList list = new CedarList();
      many.forEach(member -> list.add(value(member)));
      return list;
    }
    return new IpAddress(value.toString());
  }
}
