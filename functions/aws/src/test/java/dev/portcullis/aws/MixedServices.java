package dev.portcullis.aws;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Services of which some are another deployment's, or are reached another way. */
final class MixedServices {
  private MixedServices() {}

  /** All of {@code most}, but of {@code some} those whose methods have these names. */
  static Services of(Services most, Services some, Set<String> names) {
    return (Services)
        Proxy.newProxyInstance(
            Services.class.getClassLoader(),
            new Class<?>[] {Services.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(names.contains(method.getName()) ? some : most, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
