package ledger.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** A place to post to, a body that is right, and what each field is: {@code name!KIND} where it is needed. */
record PostedRequest(String path, String rightBody, String fieldKinds) {
    ObjectNode body() {
        return (ObjectNode) Json.read(rightBody.replace('\'', '"'));
    }

    Map<String, WrongValues> fields() {
        Map<String, WrongValues> fields = new TreeMap<>();
        for (String field : fieldKinds.split(" ", -1)) {
            String[] parts = field.split("[!:]", 2);
            fields.put(parts[0], WrongValues.valueOf(parts[1]));
        }
        return fields;
    }

    boolean isRequired(String field) {
        return fieldKinds.contains(field + "!");
    }

    /** The body with one field replaced by text, so that it may be what no JSON library would write. */
    String with(String field, String value) {
        ObjectNode without = body();
        without.remove(field);
        String rest = without.toString().substring(1);
        return "{\"" + field + "\":" + value + (rest.equals("}") ? rest : "," + rest);
    }

    @Override
    public String toString() {
        return path + " " + rightBody;
    }
}
