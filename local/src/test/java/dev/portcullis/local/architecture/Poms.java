package dev.portcullis.local.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The poms of this checkout, with their properties filled in. */
final class Poms {
  /**
   * What a pom asks for.
   *
   * @param module the pom's folder, relative to the checkout
   * @param artifact group, name, classifier if any, and version
   * @param scope {@code compile}, {@code provided}, {@code test}, or {@code plugin} for what Maven
   *     runs
   */
  record Use(String module, String artifact, String scope) {}

  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> managed = new HashMap<>();
  private final List<Use> uses = new ArrayList<>();

  /** Everything by others that any pom asks for. */
  static List<Use> uses() throws Exception {
    Poms poms = new Poms();
    List<Path> files = new ArrayList<>();
    files.add(Checkout.ROOT.resolve("pom.xml"));
    Checkout.modules().forEach(module -> files.add(module.resolve("pom.xml")));
    Path bench = Checkout.ROOT.resolve("local/bench/pom.xml");
    if (Files.exists(bench)) {
      files.add(bench);
    }
    for (Path file : files) {
      poms.read(file);
    }
    return poms.uses;
  }

  private void read(Path file) throws ParserConfigurationException, IOException, SAXException {
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement();
    String module = Checkout.ROOT.relativize(file.getParent()).toString();
    NodeList sections = project.getElementsByTagName("properties");
    for (int i = 0; i < sections.getLength(); i++) {
      for (Node node = sections.item(i).getFirstChild();
          node != null;
          node = node.getNextSibling()) {
        properties.put(node.getNodeName(), node.getTextContent().strip());
      }
    }
    for (Element dependency : elements(project, "dependency")) {
      String key = key(dependency);
      boolean management = isIn(dependency, "dependencyManagement");
      if (management) {
        managed.put(key, value(dependency, "version"));
      }
      if (!key.startsWith("dev.portcullis:") && !management) {
        String version = value(dependency, "version");
        // What a plugin depends on is run by Maven and carried by nobody.
        String scope = isIn(dependency, "plugin") ? "plugin" : value(dependency, "scope");
        uses.add(
            new Use(
                module,
                key + ":" + (version.isEmpty() ? managed.get(key) : version),
                scope.isEmpty() ? "compile" : scope));
      }
    }
    for (String tool : List.of("plugin", "path")) {
      for (Element element : elements(project, tool)) {
        if (!value(element, "version").isEmpty()) {
          uses.add(new Use(module, key(element) + ":" + value(element, "version"), "plugin"));
        }
      }
    }
    for (Element format : elements(project, "googleJavaFormat")) {
      uses.add(
          new Use(
              module,
              "com.google.googlejavaformat:google-java-format:" + value(format, "version"),
              "plugin"));
    }
  }

  private String key(Element element) {
    String classifier = value(element, "classifier");
    String group = value(element, "groupId");
    return (group.isEmpty() ? "org.apache.maven.plugins" : group)
        + ":"
        + value(element, "artifactId")
        + (classifier.isEmpty() ? "" : ":" + classifier);
  }

  /** A direct child's text with its property filled in; empty if there is no such child. */
  private String value(Element element, String name) {
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(name)) {
        String text = node.getTextContent().strip();
        return text.startsWith("${")
            ? properties.getOrDefault(text.substring(2, text.length() - 1), text)
            : text;
      }
    }
    return "";
  }

  private static boolean isIn(Node node, String name) {
    for (Node at = node.getParentNode(); at != null; at = at.getParentNode()) {
      if (at.getNodeName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static List<Element> elements(Element in, String name) {
    List<Element> found = new ArrayList<>();
    NodeList all = in.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      found.add((Element) all.item(i));
    }
    return found;
  }
}
