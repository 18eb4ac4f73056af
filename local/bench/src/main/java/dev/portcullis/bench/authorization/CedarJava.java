package dev.portcullis.bench.authorization;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.IpAddress;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import dev.portcullis.authorization.AccessRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * cedar-java at its best: the parsed policies are cached on its side of the binding, no schema is
 * sent, and requests and entities are made before the clock starts.
 */
final class CedarJava {
  private record Question(AuthorizationRequest request, Set<Entity> entities) {}

  private CedarJava() {}

  static Engine load(String policies, List<AccessRequest> requests) throws Exception {
    PolicySet set = PolicySet.parsePolicies(policies);
    set.cache();
    BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
    List<Question> questions = new ArrayList<>();
    for (AccessRequest request : requests) {
      questions.add(question(request));
    }
    return number -> {
      Question question = questions.get(number);
      return engine
          .isAuthorized(question.request(), set, question.entities())
          .success
          .orElseThrow()
          .isAllowed();
    };
  }

  private static Question question(AccessRequest request) {
    Map<String, Value> attributes = values(request.principal().attributes());
    attributes.put("tenant", new PrimString(request.principal().tenant()));
    Set<EntityUID> roles = new HashSet<>();
    request.principal().roles().forEach(role -> roles.add(uid("Role", role)));
    EntityUID principal = uid(request.principal().type(), request.principal().id());
    EntityUID resource = uid(request.resourceType(), request.resourceId());
    return new Question(
        new AuthorizationRequest(
            principal, uid("Action", request.action()), resource, values(request.context())),
        Set.of(
            new Entity(principal, attributes, roles),
            new Entity(resource, values(request.resourceAttributes()), Set.of())));
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
    } else if (value instanceof Collection<?> many) {
      CedarList list = new CedarList();
      many.forEach(member -> list.add(value(member)));
      return list;
    }
    return new IpAddress(value.toString());
  }
}
