package org.chartproof.hl7.map.datatype;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.chartproof.hl7.message.Field;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a field does to what is stored (HL7 v2.5.1 chapter 2.5.3): absent keeps it, {@code ""} removes it, a value replaces it. Every element of a resource that a message may change is
 * set through here, so that none is emptied by a sender's silence. A value that can't be converted keeps what is stored.
 */
public final class Update {

    private Update() {}

    /**
     * An element that occurs once.
     *
     * @param setter of the element; called with null to remove it
     */
    public static <T> void one(Value value, Function<Value, Optional<T>> convert, Consumer<@Nullable T> setter) {
        if (value.isRemoval()) {
            setter.accept(null);
        } else if (value.isPresent()) {
            convert.apply(value).ifPresent(setter);
        }
    }

    /**
     * An element that occurs once, from the first repetition of a field.
     *
     * @param setter of the element; called with null to remove it
     */
    public static <T> void one(Field field, Function<Repetition, Optional<T>> convert, Consumer<@Nullable T> setter) {
        if (field.isRemoval()) {
            setter.accept(null);
        } else if (!field.filled().isEmpty()) {
            convert.apply(field.filled().get(0)).ifPresent(setter);
        }
    }

    /**
     * An element that repeats: the repetitions that were sent replace all that is stored.
     *
     * @param setter of the whole list; called with an empty one to remove it
     */
    public static <T> void all(Field field, Function<Repetition, Optional<T>> convert, Consumer<List<T>> setter) {
        if (field.isRemoval()) {
            setter.accept(List.of());
            return;
        }
        List<T> converted =
                field.filled().stream().map(convert).flatMap(Optional::stream).toList();
        if (!converted.isEmpty()) {
            setter.accept(converted);
        }
    }
}
